import datetime as dt
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from portal.audit.models import AuditEntry
from portal.errors import Refused, Stale
from portal.files.models import StoredFile
from regions.models import Bezirksregion
from stadtteilkasse.antrag.domain import Stage
from stadtteilkasse.antrag.models import Antrag, Channel
from stadtteilkasse.antrag.queries.progress import Progress, all_problems, progress_of
from stadtteilkasse.antrag.sections import Section
from stadtteilkasse.antrag.services import draft
from tests.antrag.journey import complete_draft
from tests.support.cases import make_case

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d763f8"
    "cfc000000301010018dd8db00000000049454e44ae426082"
)


def last_entry():
    return AuditEntry.objects.order_by("seq").last()


def test_draft_belongs_to_nobody_until_it_is_claimed(aylin):
    case = draft.start_draft(actor=None)

    draft.claim_draft(case, actor=aylin)

    case.refresh_from_db()
    assert [row.user for row in case.participants.all()] == [aylin]
    assert case.email == aylin.email
    assert last_entry().step == "antrag.claimed"


def test_claimed_draft_stays_with_its_person(aylin, sven):
    case = draft.start_draft(actor=aylin)

    draft.claim_draft(case, actor=sven)

    assert [row.user for row in case.participants.all()] == [aylin]


def test_save_answers_records_the_names_of_what_changed(aylin):
    case = draft.start_draft(actor=aylin)

    changed = draft.save_answers(
        case, {"title": "Fest", "aim": ""}, section=Section.ACTION, actor=aylin
    )

    case.refresh_from_db()
    assert changed == {"title"}
    assert (case.title, case.version) == ("Fest", 2)
    assert (last_entry().step, last_entry().fields) == ("antrag.saved", ["title"])


def test_save_answers_without_change_writes_nothing(aylin):
    case = draft.start_draft(actor=aylin)
    entries = AuditEntry.objects.count()

    changed = draft.save_answers(case, {"title": ""}, section=Section.ACTION, actor=aylin)

    assert changed == set()
    assert AuditEntry.objects.count() == entries


def test_save_answers_of_an_old_version_is_stale(aylin):
    case = draft.start_draft(actor=aylin)
    draft.save_answers(case, {"title": "Erst"}, section=Section.ACTION, actor=aylin)

    with pytest.raises(Stale):
        draft.save_answers(
            case, {"title": "Dann"}, section=Section.ACTION, actor=aylin, expected_version=1
        )

    assert Antrag.objects.get(pk=case.pk).title == "Erst"


@pytest.mark.parametrize("stranger", ["sven", "koray", None])
def test_draft_of_a_person_is_written_by_nobody_else(request, aylin, stranger):
    case = draft.start_draft(actor=aylin)
    actor = request.getfixturevalue(stranger) if stranger else None

    with pytest.raises(Refused):
        draft.save_answers(case, {"title": "Fremd"}, section=Section.ACTION, actor=actor)

    assert Antrag.objects.get(pk=case.pk).title == ""


def test_sent_case_is_not_written(aylin):
    case = make_case(applicant=aylin)

    with pytest.raises(Refused):
        draft.save_answers(case, {"title": "Neu"}, section=Section.ACTION, actor=aylin)

    assert Antrag.objects.get(pk=case.pk).title == "Nachbarschaftsfest im Hof"


def test_only_the_asked_section_of_a_returned_case_is_written(aylin, koray):
    case = make_case(Stage.RETURNED, applicant=aylin)
    case.corrections.create(
        section=Section.PLACE, reason="Der Tag fehlt.", due_on=dt.date(2026, 3, 12), asked_by=koray
    )

    draft.save_answers(case, {"starts_on": dt.date(2026, 6, 1)}, section=Section.PLACE, actor=aylin)
    with pytest.raises(Refused):
        draft.save_answers(case, {"title": "Neu"}, section=Section.ACTION, actor=aylin)

    case.refresh_from_db()
    assert case.starts_on == dt.date(2026, 6, 1)


def test_another_kind_of_applicant_forgets_what_only_the_old_kind_was_asked(aylin):
    case = draft.start_draft(actor=aylin)
    verein = {"applicant_kind": "legal_person", "organisation": "Hof e. V.", "nonprofit": True}
    draft.save_answers(case, verein, section=Section.APPLICANT, actor=aylin)

    draft.save_answers(case, {"applicant_kind": "group"}, section=Section.APPLICANT, actor=aylin)

    case.refresh_from_db()
    assert (case.organisation, case.nonprofit) == ("Hof e. V.", None)


def test_other_days_ask_for_the_account_anew(aylin):
    case = complete_draft(aylin)

    draft.save_answers(case, {"starts_on": dt.date(2026, 7, 1)}, section=Section.PLACE, actor=aylin)

    case.refresh_from_db()
    assert [*all_problems(case)["erklaerungen"]] == ["account"]


def test_save_costs_replaces_the_lines_and_computes_the_sum(aylin):
    case = complete_draft(aylin)
    line = {
        "label": "Pflanzen",
        "kind": "material",
        "quantity": Decimal("2.5"),
        "unit_price": Decimal("3.33"),
    }
    money = {
        "own_money": Decimal("1.00"),
        "other_money": Decimal("2.00"),
        "income": Decimal("0.50"),
    }

    changed = draft.save_costs(case, [line], money, actor=aylin)

    case.refresh_from_db()
    assert changed
    assert [(row.label, row.amount) for row in case.costs.all()] == [("Pflanzen", Decimal("8.33"))]
    assert case.requested_amount == Decimal("4.83")
    assert not draft.save_costs(case, [line], money, actor=aylin)


def test_files_are_five_at_most(aylin):
    case = draft.start_draft(actor=aylin)
    for number in range(5):
        upload = SimpleUploadedFile(f"{number}.png", PNG)
        draft.attach_file(case, upload, note="", actor=aylin)

    with pytest.raises(Refused) as refused:
        draft.attach_file(case, SimpleUploadedFile("6.png", PNG), note="", actor=aylin)

    assert "Fünf Dateien" in refused.value.sentence
    assert case.attachments.count() == 5


def test_removed_file_is_gone(aylin):
    case = draft.start_draft(actor=aylin)
    attachment = draft.attach_file(
        case, SimpleUploadedFile("hof.png", PNG), note="Hof", actor=aylin
    )

    draft.remove_file(case, attachment, actor=aylin)

    assert not case.attachments.exists()
    assert StoredFile.objects.get().removed_at is not None


def test_deleted_draft_leaves_nothing(aylin):
    case = complete_draft(aylin)
    draft.attach_file(case, SimpleUploadedFile("hof.png", PNG), note="", actor=aylin)

    draft.delete_draft(case, actor=aylin)

    assert not Antrag.objects.exists()
    assert StoredFile.objects.get().removed_at is not None
    assert last_entry().step == "antrag.draft_deleted"


def test_sent_case_is_not_deleted(aylin):
    case = make_case(applicant=aylin)

    with pytest.raises(Refused):
        draft.delete_draft(case, actor=aylin)

    assert Antrag.objects.filter(pk=case.pk).exists()


def test_office_types_for_somebody(koray, kerstin):
    region = Bezirksregion.objects.get(pk="014009")

    case = draft.start_for_somebody(actor=koray, region=region, channel=Channel.CALL)

    assert (case.entered_by, case.region, case.channel) == (koray, region, Channel.CALL)
    with pytest.raises(Refused):
        draft.start_for_somebody(actor=kerstin, region=region, channel=Channel.CALL)


def test_progress_follows_the_answers(aylin):
    empty, full = draft.start_draft(actor=aylin), complete_draft(aylin)

    states = {row.section: row.progress for row in progress_of(empty)}

    assert set(states.values()) == {Progress.OPEN, Progress.OPTIONAL}
    assert {row.progress for row in progress_of(full)} == {Progress.DONE, Progress.OPTIONAL}
    assert all_problems(full) == {}


def test_half_answered_section_asks_to_be_checked(aylin):
    case = complete_draft(aylin)

    draft.save_answers(case, {"description": "Kurz."}, section=Section.ACTION, actor=aylin)

    case.refresh_from_db()
    states = {row.section: row.progress for row in progress_of(case)}
    assert states[Section.ACTION] == Progress.CHECK
