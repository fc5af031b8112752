"""Which rules hold where and when, and what they say."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import F, Q

from portal.money import format_euro
from regions.models import Bezirksregion
from stadtteilkasse.haushalt.domain import CostKind, Exclusion, Rules
from stadtteilkasse.haushalt.models import Richtlinie
from stadtteilkasse.haushalt.models.richtlinie import RULE_FIELDS


def current_richtlinie(region, day) -> Richtlinie | None:
    """The approved version that holds in a region on a day, None when there is none yet.

    One for the region itself goes before one for the whole Bezirk.
    """
    return (
        Richtlinie.objects.approved()
        .filter(Q(region=region) | Q(region=None), bezirk=region.bezirk_id, valid_from__lte=day)
        .order_by(F("region").asc(nulls_last=True), "-valid_from", "-number")
        .first()
    )


def current_richtlinien(bezirk, day) -> dict[str, Richtlinie]:
    """The version that holds in each region of the Bezirk on a day, by region id. Two queries."""
    holding = Richtlinie.objects.approved().filter(bezirk=bezirk, valid_from__lte=day)
    newest = {}
    for version in holding.select_related("bezirk", "region"):
        newest.setdefault(version.region_id, version)
    regions = Bezirksregion.objects.filter(bezirk=bezirk).values_list("pk", flat=True)
    found = {pk: newest.get(pk) or newest.get(None) for pk in regions}
    return {pk: version for pk, version in found.items() if version}


def version_before(richtlinie) -> Richtlinie | None:
    """What held before this version does: the approved one of its area, else of the Bezirk."""
    approved = Richtlinie.objects.approved().filter(valid_from__lte=richtlinie.valid_from)
    own = approved.of_area(richtlinie.bezirk, richtlinie.region)
    earlier = own.filter(number__lt=richtlinie.number).first()
    if earlier or richtlinie.region is None:
        return earlier
    return approved.of_area(richtlinie.bezirk, None).first()


def contents_to_start_from(bezirk, region, day) -> dict:
    """What a new version of an area copies: what holds there today, from `day` on."""
    area = region or Bezirksregion(bezirk=bezirk)
    current = current_richtlinie(area, day)
    if current is None:
        return {
            "values": {"title": "Richtlinie der Stadtteilkasse", "valid_from": day},
            "kostenarten": [],
            "kriterien": [],
            "ausschluesse": [],
        }
    contents = contents_of(current)
    contents["values"]["valid_from"] = max(day, current.valid_from)
    return contents


@dataclass(frozen=True)
class Area:
    """The approved versions of one area, newest first, and the one that holds today."""

    name: str
    current: Richtlinie | None
    versions: list[Richtlinie]


def versions_by_area(versions, day) -> list[Area]:
    """The approved ones among the versions, by area, the whole Bezirk first."""
    by_area = defaultdict(list)
    for version in versions:
        if not version.is_draft:
            by_area[version.region_id or ""].append(version)
    return [_area(by_area[key], day) for key in sorted(by_area)]


def _area(versions, day):
    current = next((one for one in versions if one.valid_from <= day), None)
    return Area(str(versions[0].area), current, versions)


def rules_of(richtlinie) -> Rules:
    """What `domain.check_line` needs, in two queries."""
    kinds = richtlinie.kostenarten.all()
    return Rules(
        richtlinie.max_amount,
        {
            kind.code: CostKind(kind.code, kind.label, kind.rule, kind.hint, kind.source)
            for kind in kinds
        },
        tuple(
            Exclusion(row.code, row.text, row.alternative, _words(row.keywords))
            for row in richtlinie.ausschluesse.all()
        ),
    )


def _words(keywords):
    return tuple(word.strip().lower() for word in keywords.split(",") if word.strip())


def contents_of(richtlinie) -> dict:
    """All that a version says, as `services.write_richtlinie` takes it."""
    return {
        "values": {name: getattr(richtlinie, name) for name in RULE_FIELDS},
        "kostenarten": list(
            richtlinie.kostenarten.values("code", "label", "examples", "rule", "hint", "source")
        ),
        "kriterien": list(richtlinie.kriterien.values("text", "required")),
        "ausschluesse": list(
            richtlinie.ausschluesse.values("code", "text", "alternative", "keywords")
        ),
    }


def readable(richtlinie) -> dict[str, str]:
    """All that a version says, as {what: words}, in the order in which one reads it."""
    fields = {field.name: field for field in Richtlinie._meta.fields}
    words = {fields[name].verbose_name: _shown(richtlinie, fields[name]) for name in RULE_FIELDS}
    for kind in richtlinie.kostenarten.all():
        words[f"Kostenart {kind.label}"] = _joined(
            kind.get_rule_display(), kind.examples, kind.hint, kind.source
        )
    for row in richtlinie.kriterien.all():
        words[f"Kriterium „{row.text}“"] = "muss immer erfüllt sein" if row.required else "gilt"
    for row in richtlinie.ausschluesse.all():
        words[f"Ausschluss {row.code}"] = _joined(
            row.text, row.alternative, row.keywords and f"Hinweis bei: {row.keywords}"
        )
    return words


def _shown(richtlinie, field):
    value = getattr(richtlinie, field.name)
    if field.choices:
        return getattr(richtlinie, f"get_{field.name}_display")() or "noch nicht festgelegt"
    if isinstance(value, bool):
        return "ja" if value else "nein"
    if field.name == "max_amount":
        return f"{format_euro(value)} €"
    if field.name == "valid_from":
        return f"{value:%d.%m.%Y}"
    return str(value)


def _joined(*parts):
    return "\n".join(part for part in parts if part)
