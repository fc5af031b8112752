"""Relations between tables follow the floors and rooms, as imports do."""

import tomllib

from django.apps import apps
from django.conf import settings
from django.db import models
from django.test.utils import isolate_apps

from stadtteilkasse.antrag.models import Antrag
from stadtteilkasse.haushalt.models import Haushaltsjahr

# A booking names its case, so that the ledger can be read from either end.
ALLOWED = {("Booking", "Antrag")}


def test_no_relation_points_upwards():
    assert upward_relations(our_models()) == []


@isolate_apps("stadtteilkasse")
def test_relation_to_a_higher_room_is_found():
    class Planted(models.Model):
        antrag = models.ForeignKey(Antrag, models.PROTECT, related_name="+")

        class Meta:
            app_label = "stadtteilkasse"

    Planted.__module__ = Haushaltsjahr.__module__

    assert upward_relations([Planted]) == ["Planted.antrag points up to Antrag"]


@isolate_apps("portal")
def test_relation_to_a_higher_floor_is_found():
    class Planted(models.Model):
        years = models.ManyToManyField(Haushaltsjahr, related_name="+")

        class Meta:
            app_label = "portal"

    Planted.__module__ = "portal.models"

    assert upward_relations([Planted]) == ["Planted.years points up to Haushaltsjahr"]


def upward_relations(found):
    return [
        f"{model.__name__}.{field.name} points up to {field.related_model.__name__}"
        for model in found
        for field in (*model._meta.local_fields, *model._meta.local_many_to_many)
        if field.is_relation
        and is_ours(field.related_model)
        and height(field.related_model) > height(model)
        and (model.__name__, field.related_model.__name__) not in ALLOWED
    ]


def our_models():
    return [model for model in apps.get_models() if is_ours(model)]


def is_ours(model):
    return model.__module__.split(".")[0] in floors()


def height(model):
    """The floor and the room in which a model stands; what is built later is higher."""
    floor, room = model.__module__.split(".")[:2]
    return floors().index(floor), rooms().index(room) if floor == "stadtteilkasse" else 0


def floors():
    return layers("Floors")


def rooms():
    return layers("Rooms")


def layers(name):
    """The layers that import-linter holds, lowest first."""
    linter = tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text())
    contracts = linter["tool"]["importlinter"]["contracts"]
    contract = next(contract for contract in contracts if contract["name"].startswith(name))
    return [layer.strip("()") for layer in reversed(contract["layers"])]
