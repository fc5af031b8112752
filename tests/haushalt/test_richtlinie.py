"""Versions of the Richtlinie: drafted by one person, approved by another, then frozen."""

import datetime as dt
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from portal.audit.models import AuditEntry
from portal.errors import Refused, Stale
from regions.models import Bezirk
from stadtteilkasse.haushalt import queries, seed, services
from stadtteilkasse.haushalt.domain import LegalForm
from stadtteilkasse.haushalt.models import Kostenart, Richtlinie

APRIL = dt.date(2026, 4, 1)


def last_step():
    return AuditEntry.objects.order_by("seq").last().step


@pytest.fixture
def bezirk(db):
    return Bezirk.objects.get(pk="01")


@pytest.fixture
def in_force(db):
    return Richtlinie.objects.get()


@pytest.fixture
def contents(in_force):
    contents = queries.contents_of(in_force)
    contents["values"]["valid_from"] = APRIL
    return contents


@pytest.fixture
def draft(bezirk, contents, samira):
    return services.draft_richtlinie(bezirk, contents=contents, actor=samira)


def test_draft_copies_all_rules_and_gets_the_next_number(draft, contents, samira):
    assert (draft.number, draft.is_draft, draft.edited_by) == (2, True, samira)
    assert queries.contents_of(draft) == contents
    assert last_step() == "richtlinie.drafted"


@pytest.mark.parametrize("who", ["koray", "petra", "renate", "timo", "sven"])
def test_draft_by_others_is_refused(who, bezirk, contents, request):
    with pytest.raises(Refused, match="nur Leitung und Sachbearbeitung"):
        services.draft_richtlinie(bezirk, contents=contents, actor=request.getfixturevalue(who))

    assert Richtlinie.objects.count() == 1


def test_write_replaces_values_and_lists(draft, contents, samira):
    contents["values"]["max_amount"] = Decimal("600.00")
    contents["kriterien"] = [{"text": "Nur dieses.", "required": True}]

    written = services.write_richtlinie(draft, contents=contents, actor=samira)

    assert (written.max_amount, written.version) == (Decimal("600.00"), 2)
    assert queries.contents_of(written) == contents
    assert last_step() == "richtlinie.edited"


def test_write_by_another_person_is_refused(draft, contents, lothar):
    contents["values"]["max_amount"] = Decimal("600.00")

    with pytest.raises(Refused, match="schreibt Samira Haddad"):
        services.write_richtlinie(draft, contents=contents, actor=lothar)

    draft.refresh_from_db()
    assert draft.max_amount == Decimal("500.00")


def test_write_of_a_passed_version_is_stale(draft, contents, samira):
    services.write_richtlinie(draft, contents=contents, actor=samira, expected_version=1)

    with pytest.raises(Stale) as stale:
        services.write_richtlinie(draft, contents=contents, actor=samira, expected_version=1)

    assert stale.value.row.version == 2


def test_approve(draft, lothar, parkviertel, in_force):
    approved = services.approve_richtlinie(draft, actor=lothar)

    assert (approved.is_draft, approved.approved_by) == (False, lothar)
    assert last_step() == "richtlinie.approved"
    assert queries.current_richtlinie(parkviertel, dt.date(2026, 3, 31)) == in_force
    assert queries.current_richtlinie(parkviertel, APRIL) == approved


def test_approve_of_the_own_draft_is_refused(bezirk, contents, lothar):
    own = services.draft_richtlinie(bezirk, contents=contents, actor=lothar)

    with pytest.raises(Refused, match="selbst geschrieben"):
        services.approve_richtlinie(own, actor=lothar)

    own.refresh_from_db()
    assert own.is_draft


@pytest.mark.parametrize("who", ["samira", "koray", "renate", "sven"])
def test_approve_by_others_is_refused(who, draft, request):
    with pytest.raises(Refused, match="nur die Leitung"):
        services.approve_richtlinie(draft, actor=request.getfixturevalue(who))


def test_approve_of_what_changed_since_is_stale(draft, contents, samira, lothar):
    services.write_richtlinie(draft, contents=contents, actor=samira)

    with pytest.raises(Stale):
        services.approve_richtlinie(draft, actor=lothar, expected_version=1)


def test_approve_for_a_past_day_is_refused(draft, lothar, clock):
    clock.set(APRIL + dt.timedelta(days=1))

    with pytest.raises(Refused, match=r"ab dem 01\.04\.2026 gelten\. Dieser Tag ist vorbei"):
        services.approve_richtlinie(draft, actor=lothar)


def test_first_version_of_a_region_may_begin_in_the_past(bezirk, parkviertel, samira, lothar):
    approved = seed.create_richtlinie(
        bezirk,
        edited_by=samira,
        approved_by=lothar,
        legal_form=LegalForm.CONTRACT,
        region=parkviertel,
    )

    assert queries.current_richtlinie(parkviertel, dt.date(2021, 1, 1)) == approved


@pytest.mark.parametrize("missing", ["kostenarten", "kriterien"])
def test_approve_of_an_incomplete_draft_is_refused(missing, draft, contents, samira, lothar):
    services.write_richtlinie(draft, contents=contents | {missing: []}, actor=samira)

    with pytest.raises(Refused, match="mindestens eine Kostenart und ein Kriterium"):
        services.approve_richtlinie(draft, actor=lothar)


@pytest.mark.parametrize("who", ["samira", "lothar"])
def test_discard(who, draft, request):
    services.discard_richtlinie(draft, actor=request.getfixturevalue(who))

    assert Richtlinie.objects.count() == 1
    assert last_step() == "richtlinie.discarded"


def test_discard_by_others_is_refused(draft, koray):
    with pytest.raises(Refused):
        services.discard_richtlinie(draft, actor=koray)

    assert Richtlinie.objects.count() == 2


def test_approved_version_is_neither_written_approved_nor_discarded(
    in_force, contents, samira, lothar
):
    for change in (
        lambda: services.write_richtlinie(in_force, contents=contents, actor=samira),
        lambda: services.approve_richtlinie(in_force, actor=lothar),
        lambda: services.discard_richtlinie(in_force, actor=lothar),
    ):
        with pytest.raises(Refused, match="ändert sich nicht mehr"):
            change()


@pytest.mark.parametrize(
    "change",
    [
        lambda version: Richtlinie.objects.filter(pk=version.pk).update(max_amount=900),
        lambda version: Richtlinie.objects.filter(pk=version.pk).update(state="draft"),
        lambda version: version.kostenarten.update(rule="allowed"),
        lambda version: version.kostenarten.all()[0].delete(),
        lambda version: version.kriterien.create(position=99, text="Neu"),
        lambda version: version.ausschluesse.filter(code="NF-01").delete(),
        lambda version: Richtlinie.objects.filter(pk=version.pk).delete(),
    ],
)
def test_database_keeps_an_approved_version_as_it_is(change, in_force):
    before = queries.contents_of(in_force)

    with pytest.raises(IntegrityError, match="never changes"), transaction.atomic():
        change(in_force)

    in_force.refresh_from_db()
    assert queries.contents_of(in_force) == before


def test_database_lets_no_line_move_into_an_approved_version(in_force, draft):
    line = draft.kostenarten.first()

    with pytest.raises(IntegrityError, match="never changes"), transaction.atomic():
        Kostenart.objects.filter(pk=line.pk).update(richtlinie=in_force, code="neu")


# Which version holds


def test_version_of_a_region_goes_before_that_of_the_bezirk(
    bezirk, parkviertel, moabit_ost, in_force, samira, lothar
):
    special = seed.create_richtlinie(
        bezirk, edited_by=samira, approved_by=lothar, region=parkviertel
    )

    assert queries.current_richtlinie(parkviertel, APRIL) == special
    assert queries.current_richtlinie(moabit_ost, APRIL) == in_force
    assert queries.version_before(special) == in_force
    assert queries.current_richtlinien(bezirk, APRIL)["014009"] == special
    assert queries.current_richtlinien(bezirk, APRIL)["012006"] == in_force


def test_draft_never_holds(draft, parkviertel, in_force):
    assert queries.current_richtlinie(parkviertel, APRIL) == in_force


def test_before_the_first_version_none_holds(parkviertel, bezirk):
    day = seed.FIRST_DAY - dt.timedelta(days=1)

    assert queries.current_richtlinie(parkviertel, day) is None
    assert queries.current_richtlinien(bezirk, day) == {}


def test_new_bezirk_starts_from_empty_rules(bezirk):
    day = seed.FIRST_DAY - dt.timedelta(days=1)

    contents = queries.contents_to_start_from(bezirk, None, day)

    assert contents["values"] == {"title": "Richtlinie der Stadtteilkasse", "valid_from": day}


def test_rules_are_ready_to_check_a_cost_line(in_force):
    rules = queries.rules_of(in_force)

    assert rules.max_amount == Decimal("500.00")
    assert rules.cost_kinds["honorar"].source == "NF-08"
    (alcohol,) = (row for row in rules.exclusions if row.code == "NF-13")
    assert alcohol.keywords[:3] == ("bier", "wein", "sekt")


def test_letters_need_a_form_and_approved_texts(in_force):
    assert in_force.letters_valid

    assert not Richtlinie(legal_form="a", texts_approved=False).letters_valid
    assert not Richtlinie(legal_form="", texts_approved=False).letters_valid


def test_readable_names_every_rule(in_force):
    words = queries.readable(in_force)

    assert words["Höchstbetrag je Aktion"] == "500,00 €"
    assert words["Rechtsform der Entscheidung"] == "Bescheid des Bezirksamts"
    assert words["Texte der Briefe rechtlich freigegeben"] == "ja"
    assert words["gültig ab"] == "01.01.2020"
    assert words["Kostenart Material"] == (
        "wird gefördert\nPflanzen, Erde, Farbe, Holz, Bastelsachen, Werkzeug"
    )
    assert sum(label.startswith("Kriterium") for label in words) == 7
    assert sum(label.startswith("Ausschluss") for label in words) == 13
