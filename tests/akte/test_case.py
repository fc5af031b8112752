"""The page of one case: what may be done, what not yet, and what it costs."""

import datetime as dt
from decimal import Decimal

import pytest

from regions.models import Planungsraum
from stadtteilkasse.antrag.checklist import Answer, CheckItem
from stadtteilkasse.antrag.domain import Stage
from stadtteilkasse.antrag.models import Befangenheit
from stadtteilkasse.antrag.services import review
from stadtteilkasse.jury import services as jury
from stadtteilkasse.jury.domain import Vote, VoteResult
from tests.support.cases import make_case, make_item, make_sitzung


def url(case):
    return f"/arbeit/antraege/{case.public_id}/"


def page_of(client, case):
    response = client.get(url(case))
    assert response.status_code == 200
    return response


# Offered where nobody has an account: tests/antrag/test_for_somebody.py
FOR_SOMEBODY = {"Antwort eintragen", "Zurückziehen eintragen"}


def labels(response):
    return [
        (button.label, button.reason)
        for button in response.context["buttons"]
        if button.label not in FOR_SOMEBODY
    ]


@pytest.fixture
def at_desk(koray, client_for):
    return client_for(koray)


def test_case_that_came_in_is_taken_up_first(at_desk):
    response = page_of(at_desk, make_case())

    reason = "Beginnen Sie zuerst die Prüfung."
    assert labels(response) == [
        ("Prüfung beginnen", ""),
        ("Zur Jury", reason),
        ("Rückfrage stellen", reason),
        ("Ablehnung vorschlagen", reason),
    ]
    assert reason in response.content.decode()


def test_case_in_review_says_what_is_still_open(at_desk, koray):
    case = make_case(Stage.IN_REVIEW)
    review.check_items(case, {CheckItem.REGION: Answer(True)}, actor=koray)

    response = page_of(at_desk, case)

    assert labels(response)[0] == (
        "Zur Jury",
        "In der Prüfung ist noch offen: Die Aktion ist offen für alle · Die Aktion hat noch nicht "
        "begonnen · Die Kosten passen zur Richtlinie.",
    )


def test_case_with_all_items_passed_can_go_to_the_jury(at_desk, koray, aylin):
    case = make_case(Stage.IN_REVIEW, applicant=aylin)
    review.check_items(case, {item: Answer(True) for item in CheckItem}, actor=koray)

    response = page_of(at_desk, case)

    assert [button.kind for button in response.context["buttons"]] == [
        "primary",
        "secondary",
        "secondary",
    ]


@pytest.mark.parametrize(
    ("stage", "fields", "expected"),
    [
        (
            Stage.RETURNED,
            {"due_on": dt.date(2026, 3, 2)},
            [("Ablehnung vorschlagen", "Die Person kann noch bis zum 2. März 2026 antworten.")],
        ),
        (Stage.RETURNED, {"due_on": dt.date(2026, 3, 1)}, [("Ablehnung vorschlagen", "")]),
        (
            Stage.READY,
            {},
            [
                (
                    "Auf die Tagesordnung",
                    "Es ist keine Sitzung geplant. Planen Sie zuerst eine.",
                ),
                ("Prüfung wieder aufnehmen", ""),
            ],
        ),
        (Stage.RELEASED, {}, []),
        (Stage.WITHDRAWN, {}, []),
    ],
)
def test_case_offers_the_steps_of_its_stage(at_desk, stage, fields, expected):
    assert labels(page_of(at_desk, make_case(stage, **fields))) == expected


def test_case_on_the_agenda_waits_for_its_sitzung(at_desk):
    item = make_item(make_sitzung(in_days=10))

    assert labels(page_of(at_desk, item.antrag)) == [
        ("Votum festhalten", "Die Sitzung ist erst am 12. März 2026."),
        ("Von der Tagesordnung nehmen", ""),
    ]


def test_case_with_a_vote_is_drafted_by_the_district(at_desk, samira, koray, client_for):
    item = make_item()
    jury.record_vote(item, Vote(VoteResult.FULL, 5, 1, 0), actor=koray)

    assert labels(page_of(at_desk, item.antrag)) == [("Votum zurücknehmen", "")]
    assert labels(page_of(client_for(samira), item.antrag)) == [
        ("Brief entwerfen", ""),
        ("Votum zurücknehmen", ""),
    ]


@pytest.mark.parametrize("who", ["renate", "petra", "lothar"])
def test_case_offers_no_step_to_who_only_reads(who, request, client_for):
    client = client_for(request.getfixturevalue(who))

    response = page_of(client, make_case())

    assert labels(response) == []


@pytest.mark.parametrize("who", ["kerstin", "timo", "sven", "aylin", "jutta"])
def test_case_of_others_is_not_there(who, request, client_for):
    client = client_for(request.getfixturevalue(who))

    assert client.get(url(make_case())).status_code == 404


def test_case_is_not_there_for_an_excluded_person(at_desk, koray):
    case = make_case()
    Befangenheit.objects.create(antrag=case, user=koray, ground="Onkel", recorded_by=koray)

    assert at_desk.get(url(case)).status_code == 404


def test_case_shows_the_money_before_and_after(at_desk):
    response = page_of(at_desk, make_case(requested_amount=Decimal("350.00")))

    assert response.context["money"] == {
        "free": Decimal("5000.00"),
        "amount": Decimal("350.00"),
        "after": Decimal("4650.00"),
    }


def test_case_shows_hints_beside_what_they_concern(at_desk):
    case = make_case(open_to_all=False, begun=True, requested_amount=Decimal("612.00"))
    case.costs.update(kind="honorar")

    page = page_of(at_desk, case).content.decode()

    for sentence in (
        "Die Person hat nicht angegeben, dass die Aktion offen für alle ist.",
        "Die Person sagt: Es hat schon angefangen.",
        "Honorare und Löhne können wir nicht bezahlen",
        "höchstens möglich sind 500,00 Euro",
    ):
        assert sentence in page


def test_case_shows_what_the_person_wrote_as_text(at_desk):
    case = make_case(title="<script>alert(1)</script>", description="<b>fett</b>")

    page = page_of(at_desk, case).content.decode()

    assert "<script>alert" not in page
    assert "<b>fett" not in page


def test_case_with_everything_needs_at_most_twenty_queries(
    at_desk, koray, django_assert_max_num_queries
):
    planungsraum = Planungsraum.objects.filter(bezirksregion="014009").first()
    case = make_case(Stage.IN_REVIEW, planungsraum=planungsraum)
    review.check_items(case, {item: Answer(True) for item in CheckItem}, actor=koray)
    for text in ("Anruf", "Rückruf"):
        review.write_note(case, text=text, actor=koray)

    with django_assert_max_num_queries(20):
        page_of(at_desk, case)


@pytest.mark.parametrize(
    "stage", [stage for stage in Stage if stage not in (Stage.DRAFT, Stage.INELIGIBLE)]
)
def test_case_in_every_stage_needs_at_most_twenty_queries(
    stage, at_desk, django_assert_max_num_queries
):
    item = make_item(case=make_case(stage))

    with django_assert_max_num_queries(20):
        page_of(at_desk, item.antrag)
