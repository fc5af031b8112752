"""docs/glossary.md has a line for each model, and for each state of a case."""

import pytest
from django.apps import apps
from django.conf import settings

from stadtteilkasse.antrag.domain import STEPS, Stage

OUR_APPS = ("portal", "regions", "koordination", "stadtteilkasse")


@pytest.fixture(scope="module")
def terms():
    """The terms in the first columns, and the names in code in the third."""
    text = (settings.BASE_DIR / "docs" / "glossary.md").read_text()
    rows = [line.strip("|").split("|") for line in text.splitlines() if line.count("|") == 5]
    named = {name.strip(" `") for row in rows for name in row[2].split(",")}
    return named | {row[0].strip() for row in rows}


def test_every_model_stands_in_the_glossary(terms):
    assert [model.__name__ for model in our_models() if not is_explained(model, terms)] == []


def test_every_stage_stands_in_the_glossary(terms):
    assert [stage.label for stage in Stage if stage.label not in terms] == []


def test_every_step_stands_in_the_glossary(terms):
    assert [step.label for step in STEPS.values() if step.label not in terms] == []


def test_model_without_a_line_is_found(terms):
    without = terms - {"Votum"}

    assert [model.__name__ for model in our_models() if not is_explained(model, without)] == [
        "Votum"
    ]


def our_models():
    return [model for label in OUR_APPS for model in apps.get_app_config(label).get_models()]


def is_explained(model, terms):
    return not terms.isdisjoint({model.__name__, model._meta.verbose_name})
