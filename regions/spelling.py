"""Streets that are spelled or that sound like what was typed."""

from bisect import bisect_left, bisect_right
from functools import lru_cache
from typing import NamedTuple

from django.db import connection
from django.db.models import Max
from rapidfuzz import process
from rapidfuzz.distance import OSA

from regions.domain import sound_key
from regions.models import Street

MOST = 8
SHORTEST = 3
LEAST_SIMILARITY = 0.72
# From here on the spelling alone is close enough, and sounds are not compared.
CLOSE = 90
# A wrong letter is likelier than a sound written otherwise, and that than a name left unfinished.
SOUND_WEIGHT = 0.97
BEGINNING_SCORE = 90


class Names(NamedTuple):
    """Ways to write the streets, the shortest first, with the ids of the streets."""

    texts: list[str]
    lengths: list[int]
    ids: list[int]

    @classmethod
    def of(cls, pairs):
        pairs = sorted(pairs, key=lambda pair: len(pair[0]))
        texts = [text for text, _ in pairs]
        return cls(texts, [len(text) for text in texts], [id for _, id in pairs])

    def similar(self, wanted):
        """(id, likeness up to 100) of the most similar ones."""
        # More letters apart than this, and no pair of texts can be similar enough.
        start = bisect_left(self.lengths, len(wanted) * LEAST_SIMILARITY)
        end = bisect_right(self.lengths, len(wanted) / LEAST_SIMILARITY)
        found = process.extract(
            wanted,
            self.texts[start:end],
            scorer=OSA.normalized_similarity,
            score_cutoff=LEAST_SIMILARITY,
            limit=MOST,
        )
        return [(self.ids[start + index], 100 * score) for _, score, index in found]

    def beginning_with(self, wanted):
        """Ids of „Müllerstraße“ for „Müller“, the shortest names first."""
        start = bisect_left(self.lengths, len(wanted))
        found = zip(self.texts[start:], self.ids[start:], strict=True)
        return [id for text, id in found if text.startswith(wanted)][:MOST]


def similar_streets(key: str) -> dict[int, float]:
    """Ids of the streets most like a `street_key`, with their likeness from 0 to 100."""
    if len(key) < SHORTEST:
        return {}
    keys, sounds = _all_streets(connection.settings_dict["NAME"], _last_street())
    found = keys.similar(key)
    if not any(score >= CLOSE for _, score in found):
        found += [(id, score * SOUND_WEIGHT) for id, score in sounds.similar(sound_key(key))]
    found += [(id, BEGINNING_SCORE - rank) for rank, id in enumerate(keys.beginning_with(key))]
    scores: dict[int, float] = {}
    for id, score in sorted(found, key=lambda pair: -pair[1]):
        scores.setdefault(id, score)
    return dict(list(scores.items())[:MOST])


def _last_street():
    return Street.objects.aggregate(last=Max("pk"))["last"]


@lru_cache(maxsize=2)
def _all_streets(database, last):
    """Kept in memory until streets are loaded anew, which gives them new ids."""
    pairs = list(Street.objects.values_list("key", "pk"))
    return Names.of(pairs), Names.of((sound_key(key), pk) for key, pk in pairs)
