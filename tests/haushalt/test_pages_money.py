"""Pages of the year's money."""

import re
from decimal import Decimal

import pytest
from django.urls import reverse

from portal.audit.models import AuditEntry
from regions.models import Bezirk
from stadtteilkasse.haushalt import queries, services
from stadtteilkasse.haushalt.domain import Sperre
from stadtteilkasse.haushalt.models import Booking, Haushaltsjahr
from tests.support.cases import make_case

D = Decimal
YEAR = "/arbeit/haushalt/2026/"
REGION = f"{YEAR}014009/"

CHANGES = {
    "ansatz": {"region": "014009", "ansatz": "6.000", "reason": "Nachtrag"},
    "sperre": {"region": "014009", "unit": "percent", "value": "20", "reason": "Sperre"},
    "transfer": {"source": "014009", "target": "012006", "amount": "800", "reason": "Fest"},
}
OPEN = {"year": "2027", "kapitel": "3320", "titel": "68432"}


def new_year(**changed):
    regions = [region.pk for region, _ in queries.money_of_all("01", 2026)]
    return OPEN | {f"ansatz_{pk}": "5.000,00" for pk in regions} | changed


def url(name):
    return reverse(f"haushalt:{name}", kwargs={"year": 2026})


def text(response):
    """What stands on the page, without markup and with single spaces."""
    words = re.sub(r"<[^>]*>", " ", response.content.decode())
    return " ".join(words.replace("\xa0", " ").split())


# Look


def test_index_leads_to_the_running_year(lothar, client_for):
    response = client_for(lothar).get("/arbeit/haushalt/")

    assert (response.status_code, response.url) == (302, YEAR)


def test_index_without_a_year_invites_to_open_one(lothar, client_for):
    Bezirk.objects.create(pk="99", name="Anderswo")
    Haushaltsjahr.objects.update(bezirk="99")

    response = client_for(lothar).get("/arbeit/haushalt/")

    assert "Es ist noch kein Haushaltsjahr eröffnet." in text(response)


def test_year_shows_all_regions_and_their_sum(lothar, client_for):
    services.commit(make_case(), D("350.00"), actor=lothar)

    response = client_for(lothar).get(YEAR)

    assert "Parkviertel 4.650,00 € 350,00 € 0,00 € 0,00 € 5.000,00 €" in text(response)
    assert "Zusammen 49.650,00 € 350,00 € 0,00 € 0,00 € 50.000,00 €" in text(response)


@pytest.mark.parametrize("who", ["samira", "lothar", "petra", "renate"])
def test_year_of_the_district_has_ten_rows(who, client_for, request):
    response = client_for(request.getfixturevalue(who)).get(YEAR)

    assert len(response.context["rows"]) == 10


def test_year_of_an_office_has_its_own_region_only(koray, client_for):
    response = client_for(koray).get(YEAR)

    assert [str(row.region) for row in response.context["rows"]] == ["Parkviertel"]
    assert "Moabit" not in text(response)


@pytest.mark.parametrize(
    ("who", "shown"), [("samira", True), ("lothar", True), ("koray", False), ("petra", False)]
)
def test_buttons_only_for_those_who_may_change(who, shown, client_for, request):
    response = client_for(request.getfixturevalue(who)).get(YEAR)

    assert ("Sperre setzen" in text(response)) is shown


def test_region_without_kasse_has_no_figures(haushaltsjahr, lothar, client_for):
    opened = services.open_year(
        haushaltsjahr.bezirk,
        2027,
        kapitel="1",
        titel="2",
        allotments={haushaltsjahr.budgets.get(region="012006").region: D(5000)},
        actor=lothar,
    )

    response = client_for(lothar).get(f"/arbeit/haushalt/{opened}/")

    assert "Parkviertel keine Kasse in diesem Jahr – – – – –" in text(response)


@pytest.mark.parametrize(
    ("order", "first", "last"),
    [
        ("", "Alexanderplatz", "Wedding Zentrum"),
        ("?sortieren=-stadtteil", "Wedding Zentrum", "Alexanderplatz"),
        ("?sortieren=-gesperrt", "Parkviertel", "Wedding Zentrum"),
        ("?sortieren=frei", "Parkviertel", "Wedding Zentrum"),
        ("?sortieren=unsinn", "Alexanderplatz", "Wedding Zentrum"),
    ],
)
def test_year_is_sorted(order, first, last, haushaltsjahr, parkviertel, lothar, client_for):
    services.set_sperre(
        haushaltsjahr, [parkviertel], sperre=Sperre(D(100)), reason="x", actor=lothar
    )

    rows = client_for(lothar).get(YEAR + order).context["rows"]

    assert (str(rows[0].region), str(rows[-1].region)) == (first, last)


def test_year_says_what_is_uncovered(haushaltsjahr, parkviertel, lothar, client_for):
    services.commit(make_case(), D(4800), actor=lothar)
    services.set_sperre(
        haushaltsjahr, [parkviertel], sperre=Sperre(D(20), True), reason="x", actor=lothar
    )

    assert "800,00 € aus Sperren oder gekürzten Ansätzen fehlen noch" in text(
        client_for(lothar).get(YEAR)
    )
    assert "Davon fehlen noch 800,00 €" in text(client_for(lothar).get(REGION))


def test_region_shows_who_when_why_and_case(
    haushaltsjahr, parkviertel, moabit_ost, lothar, client_for
):
    case = make_case()
    services.commit(case, D("350.00"), actor=lothar)
    services.transfer(
        haushaltsjahr,
        source=parkviertel,
        target=moabit_ost,
        amount=D(100),
        reason="Fest",
        actor=lothar,
    )

    page = text(client_for(lothar).get(REGION))

    assert f"02.03.2026, 12:00 Bewilligung 350,00 € {case.number} Lothar Krüger" in page
    assert "02.03.2026, 12:00 Umschichtung an Moabit Ost −100,00 € Lothar Krüger Fest" in page


def test_region_leads_to_the_case(lothar, client_for):
    case = make_case()
    services.commit(case, D("350.00"), actor=lothar)

    page = client_for(lothar).get(REGION).content.decode()

    assert f'href="/arbeit/antraege/{case.public_id}/">{case.number}<' in page


def test_region_of_another_office_is_not_there(kerstin, client_for):
    assert client_for(kerstin).get(REGION).status_code == 404


@pytest.mark.parametrize("who", ["timo", "aylin", "jutta", "sven"])
@pytest.mark.parametrize("path", ["/arbeit/haushalt/", YEAR, REGION])
def test_pages_are_not_there_for_others(who, path, client_for, request):
    assert client_for(request.getfixturevalue(who)).get(path).status_code == 404


def test_year_that_is_not_open_is_not_there(lothar, client_for):
    assert client_for(lothar).get("/arbeit/haushalt/2031/").status_code == 404


@pytest.mark.parametrize("path", [YEAR, REGION])
def test_pages_of_figures_refuse_post(path, lothar, client_for):
    assert client_for(lothar).post(path).status_code == 405


def test_number_of_queries_does_not_grow_with_the_bookings(
    lothar, client_for, django_assert_num_queries
):
    client = client_for(lothar)
    services.commit(make_case(), D(10), actor=lothar)
    client.get(REGION)
    with django_assert_num_queries(9):
        client.get(REGION)
    for _ in range(24):
        services.commit(make_case(), D(10), actor=lothar)

    with django_assert_num_queries(9):
        client.get(REGION)


# Change


@pytest.mark.parametrize(
    ("name", "step"),
    [
        ("ansatz", "ansatz.changed"),
        ("sperre", "sperre.changed"),
        ("transfer", "money.transferred"),
    ],
)
def test_change_books_and_leads_back_to_the_year(name, step, samira, client_for):
    response = client_for(samira).post(url(name), CHANGES[name])

    assert (response.status_code, response.url) == (302, YEAR)
    assert Booking.objects.last().reason == CHANGES[name]["reason"]
    assert AuditEntry.objects.order_by("seq").last().step == step


@pytest.mark.parametrize(
    ("name", "free"), [("ansatz", D(6000)), ("sperre", D(4000)), ("transfer", D(4200))]
)
def test_change_has_its_effect(name, free, samira, client_for):
    client_for(samira).post(url(name), CHANGES[name])

    assert queries.money("014009", 2026).free == free


def test_sperre_for_all_regions(samira, client_for):
    client_for(samira).post(
        url("sperre"), {"region": "all", "unit": "euro", "value": "250,50", "reason": "Sperre"}
    )

    blocked = {money.blocked for _, money in queries.money_of_all("01", 2026)}
    assert blocked == {D("250.50")}


@pytest.mark.parametrize("name", CHANGES)
def test_change_shows_its_form_and_changes_nothing_on_get(name, samira, client_for):
    before = Booking.objects.count()

    response = client_for(samira).get(url(name), {"stadtteil": "014009"})

    assert response.status_code == 200
    assert "014009" in response.context["form"].initial.values()
    assert Booking.objects.count() == before


@pytest.mark.parametrize("name", CHANGES)
@pytest.mark.parametrize("who", ["koray", "petra", "renate", "timo", "sven"])
def test_change_by_others_is_not_there_and_changes_nothing(name, who, client_for, request):
    client = client_for(request.getfixturevalue(who))
    before = Booking.objects.count()

    response = client.post(url(name), CHANGES[name])

    assert response.status_code == 404
    assert Booking.objects.count() == before


@pytest.mark.parametrize(
    ("name", "changed", "sentence"),
    [
        ("ansatz", {"ansatz": "viel"}, "Das ist kein Betrag."),
        ("ansatz", {"ansatz": "5000"}, "Der Ansatz ist schon 5.000,00 Euro."),
        ("ansatz", {"reason": ""}, "Bitte füllen Sie dieses Feld aus."),
        ("sperre", {"value": "120"}, "Mehr als 100 Prozent gibt es nicht."),
        ("sperre", {"value": "0"}, "Es gibt nichts zu ändern."),
        ("transfer", {"amount": "5000,01"}, "Frei sind noch 5.000,00 Euro"),
        ("transfer", {"target": "014009"}, "Wählen Sie zwei verschiedene Stadtteile."),
    ],
)
def test_change_that_cannot_be_says_why_and_keeps_what_was_typed(
    name, changed, sentence, samira, client_for
):
    before = Booking.objects.count()

    response = client_for(samira).post(url(name), CHANGES[name] | changed)

    assert response.status_code == 422
    assert sentence in text(response)
    assert response.context["form"].data["reason"] == (CHANGES[name] | changed)["reason"]
    assert Booking.objects.count() == before


def test_double_click_books_once(samira, client_for):
    client = client_for(samira)
    sent = CHANGES["transfer"] | {"einmal": "k" * 43}

    answers = [client.post(url("transfer"), sent) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert Booking.objects.filter(kind="umschichtung").count() == 2


# Open a year


def test_open_year(lothar, client_for):
    response = client_for(lothar).post("/arbeit/haushalt/eroeffnen/", new_year(ansatz_012006="0"))

    assert (response.status_code, response.url) == (302, "/arbeit/haushalt/2027/")
    assert queries.money("014009", 2027).free == D(5000)
    assert queries.money("012006", 2027) is None
    assert AuditEntry.objects.filter(step="haushaltsjahr.opened").count() == 2


def test_open_year_suggests_what_the_year_before_had(
    haushaltsjahr, parkviertel, lothar, client_for
):
    services.set_ansatz(haushaltsjahr, parkviertel, ansatz=D(6000), reason="x", actor=lothar)

    form = client_for(lothar).get("/arbeit/haushalt/eroeffnen/").context["form"]

    assert [form[name].initial for name in ("year", "kapitel", "titel", "ansatz_014009")] == [
        2027,
        "3320",
        "68432",
        D(6000),
    ]


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"year": "2026"}, "Das Haushaltsjahr 2026 ist schon eröffnet."),
        ({"year": "1999"}, "Bitte ein Jahr von 2016 bis 2028 eingeben."),
        ({"ansatz_014009": "-5"}, "Bitte geben Sie einen Betrag ohne Minus ein."),
        ({"ansatz_014009": ""}, "Bitte geben Sie einen Betrag an."),
    ],
)
def test_open_year_that_cannot_be_says_why(changed, sentence, lothar, client_for):
    response = client_for(lothar).post("/arbeit/haushalt/eroeffnen/", new_year(**changed))

    assert response.status_code == 422
    assert sentence in text(response)
    assert Haushaltsjahr.objects.count() == 1


@pytest.mark.parametrize("who", ["koray", "petra", "renate", "timo", "sven"])
def test_open_year_by_others_is_not_there(who, client_for, request):
    user = request.getfixturevalue(who)

    response = client_for(user).post("/arbeit/haushalt/eroeffnen/", new_year())

    assert response.status_code == 404
    assert Haushaltsjahr.objects.count() == 1
