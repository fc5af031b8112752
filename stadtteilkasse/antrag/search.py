"""Find cases by words. The vectors stand in two indexes; a search must use the same ones."""

import re

from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db.models import Q, Value
from django.db.models.functions import Replace

WORDS = SearchVector("title", "description", config="german")
# PostgreSQL takes „-2026“ for a negative number, so the hyphens go.
NAMES = SearchVector(
    Replace("number", Value("-"), Value(" ")),
    "organisation",
    "first_name",
    "last_name",
    config="simple",
)


def matching(cases, text: str) -> Q:
    """A condition: the words in title or description (German), each a beginning of a word of
    number or applicant, or the text anywhere in the title or the number.

    `cases` is the queryset in whose indexes is searched.
    """
    words = re.findall(r"[^\W_]+", text)
    if not words:
        return Q()
    beginnings = SearchQuery(
        " & ".join(f"{word}:*" for word in words), config="simple", search_type="raw"
    )
    german = SearchQuery(text, config="german", search_type="websearch")
    # Subqueries, so that each uses its own index and no vector is computed row by row.
    by_words = cases.alias(words=WORDS).filter(words=german).values("pk")
    by_names = cases.alias(names=NAMES).filter(names=beginnings).values("pk")
    return (
        Q(pk__in=by_words)
        | Q(pk__in=by_names)
        | Q(title__icontains=text)
        | Q(number__icontains=text)
    )
