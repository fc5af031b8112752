"""The year's money: Ansatz, Sperre, Umschichtung."""

from decimal import Decimal

import pytest

from portal.audit.models import AuditEntry
from portal.errors import Refused
from regions.models import Bezirk, Bezirksregion
from stadtteilkasse.haushalt import queries, services
from stadtteilkasse.haushalt.domain import Sperre
from stadtteilkasse.haushalt.models import Booking, Haushaltsjahr
from tests.support.cases import make_case

D = Decimal


def steps(count):
    return list(AuditEntry.objects.order_by("-seq").values_list("step", flat=True)[:count])


def open_year(actor, allotments, year=2027):
    bezirk = Bezirk.objects.get(pk="01")
    return services.open_year(
        bezirk, year, kapitel="3320", titel="68432", allotments=allotments, actor=actor
    )


def test_open_year(parkviertel, moabit_ost, lothar):
    opened = open_year(lothar, {parkviertel: D(5000), moabit_ost: D(4000)})

    assert opened.opened_by == lothar
    assert queries.money(parkviertel, 2027).free == D(5000)
    assert queries.money(moabit_ost, 2027).allotted == D(4000)
    assert steps(3) == ["ansatz.changed", "ansatz.changed", "haushaltsjahr.opened"]


def test_open_year_with_0_means_no_kasse(parkviertel, moabit_ost, samira):
    open_year(samira, {parkviertel: D(5000), moabit_ost: D(0)})

    assert queries.money(moabit_ost, 2027) is None


def test_open_year_without_any_money_is_refused(parkviertel, lothar):
    with pytest.raises(Refused, match="mindestens einen Stadtteil"):
        open_year(lothar, {parkviertel: D(0)})

    assert queries.year_of("01", 2027) is None


def test_open_year_twice_is_refused(parkviertel, lothar):
    with pytest.raises(Refused, match="schon eröffnet"):
        open_year(lothar, {parkviertel: D(5000)}, year=2026)


@pytest.mark.parametrize("who", ["koray", "petra", "renate", "timo", "aylin", "sven"])
def test_others_change_no_money(who, haushaltsjahr, parkviertel, moabit_ost, request):
    actor = request.getfixturevalue(who)
    before = Booking.objects.count()

    for change in (
        lambda: open_year(actor, {parkviertel: D(5000)}),
        lambda: services.set_ansatz(
            haushaltsjahr, parkviertel, ansatz=D(1), reason="x", actor=actor
        ),
        lambda: services.set_sperre(
            haushaltsjahr, [parkviertel], sperre=Sperre(D(1)), reason="x", actor=actor
        ),
        lambda: services.transfer(
            haushaltsjahr,
            source=parkviertel,
            target=moabit_ost,
            amount=D(1),
            reason="x",
            actor=actor,
        ),
    ):
        with pytest.raises(Refused, match="nur Leitung und Sachbearbeitung"):
            change()

    assert (Booking.objects.count(), Haushaltsjahr.objects.count()) == (before, 1)


def test_set_ansatz(haushaltsjahr, parkviertel, samira):
    services.set_ansatz(haushaltsjahr, parkviertel, ansatz=D(6000), reason="Nachtrag", actor=samira)

    booking = Booking.objects.last()
    assert queries.money(parkviertel, 2026).free == D(6000)
    assert (booking.amount, booking.reason, booking.booked_by) == (D(1000), "Nachtrag", samira)
    assert steps(1) == ["ansatz.changed"]


def test_set_ansatz_below_what_is_spoken_for_is_accepted(haushaltsjahr, parkviertel, samira):
    services.commit(make_case(), D(4500), actor=samira)

    services.set_ansatz(haushaltsjahr, parkviertel, ansatz=D(4000), reason="x", actor=samira)

    money = queries.money(parkviertel, 2026)
    assert (money.allotted, money.committed, money.uncovered) == (D(4500), D(4500), D(500))


def test_set_ansatz_that_it_is_already_is_refused(haushaltsjahr, parkviertel, samira):
    with pytest.raises(Refused, match=r"schon 5\.000,00 Euro"):
        services.set_ansatz(haushaltsjahr, parkviertel, ansatz=D(5000), reason="x", actor=samira)


def test_set_ansatz_opens_the_kasse_of_a_region(parkviertel, moabit_ost, lothar):
    opened = open_year(lothar, {parkviertel: D(5000)})

    services.set_ansatz(opened, moabit_ost, ansatz=D(3000), reason="doch", actor=lothar)

    assert queries.money(moabit_ost, 2027).free == D(3000)


def test_set_sperre_in_percent_everywhere(haushaltsjahr, lothar):
    regions = list(Bezirksregion.objects.filter(bezirk="01"))

    services.set_sperre(
        haushaltsjahr, regions, sperre=Sperre(D(20), True), reason="Sperre", actor=lothar
    )

    blocked = [money.blocked for _, money in queries.money_of_all("01", 2026)]
    assert blocked == [D(1000)] * 10
    assert steps(10) == ["sperre.changed"] * 10


def test_set_sperre_passes_over_regions_where_nothing_changes(
    haushaltsjahr, parkviertel, moabit_ost, lothar
):
    def block(*regions):
        services.set_sperre(
            haushaltsjahr, regions, sperre=Sperre(D(100)), reason="Sperre", actor=lothar
        )

    block(parkviertel)
    block(parkviertel, moabit_ost)

    assert queries.money(moabit_ost, 2026).blocked == D(100)
    assert Booking.objects.filter(kind="sperre").count() == 2


def test_set_sperre_that_stands_already_is_refused(haushaltsjahr, parkviertel, lothar):
    with pytest.raises(Refused, match="nichts zu ändern"):
        services.set_sperre(
            haushaltsjahr, [parkviertel], sperre=Sperre(D(0)), reason="x", actor=lothar
        )


def test_set_sperre_above_the_ansatz_is_refused(haushaltsjahr, parkviertel, lothar):
    with pytest.raises(Refused, match=r"nicht höher sein als der Ansatz von 5\.000,00 Euro"):
        services.set_sperre(
            haushaltsjahr, [parkviertel], sperre=Sperre(D(5001)), reason="x", actor=lothar
        )

    assert queries.money(parkviertel, 2026).blocked == D(0)


def test_transfer(haushaltsjahr, parkviertel, moabit_ost, samira):
    services.transfer(
        haushaltsjahr,
        source=parkviertel,
        target=moabit_ost,
        amount=D(800),
        reason="Sommerfest",
        actor=samira,
    )

    given, taken = Booking.objects.filter(kind="umschichtung")
    assert (given.amount, given.counterpart.region) == (D(-800), moabit_ost)
    assert (taken.amount, taken.counterpart.region) == (D(800), parkviertel)
    assert queries.money(parkviertel, 2026).free == D(4200)
    assert queries.money(moabit_ost, 2026).free == D(5800)
    assert steps(2) == ["money.transferred"] * 2


@pytest.mark.parametrize(
    ("target", "amount", "sentence"),
    [
        ("012006", D("5000.01"), "Das Geld reicht nicht"),
        ("014009", D(1), "zwei verschiedene"),
    ],
)
def test_transfer_that_cannot_be(target, amount, sentence, haushaltsjahr, parkviertel, samira):
    with pytest.raises(Refused, match=sentence):
        services.transfer(
            haushaltsjahr,
            source=parkviertel,
            target=Bezirksregion.objects.get(pk=target),
            amount=amount,
            reason="x",
            actor=samira,
        )

    assert queries.money(parkviertel, 2026).free == D(5000)


def test_transfer_to_a_region_without_kasse_is_refused(parkviertel, moabit_ost, lothar):
    opened = open_year(lothar, {parkviertel: D(5000)})

    with pytest.raises(Refused, match="Moabit Ost hat in diesem Jahr keine Stadtteilkasse"):
        services.transfer(
            opened,
            source=parkviertel,
            target=moabit_ost,
            amount=D(1),
            reason="x",
            actor=lothar,
        )


def test_money_of_all_shows_regions_without_kasse(parkviertel, lothar):
    open_year(lothar, {parkviertel: D(5000)})

    found = {region.pk: money for region, money in queries.money_of_all("01", 2027)}
    assert len(found) == 10
    assert [pk for pk, money in found.items() if money] == ["014009"]
