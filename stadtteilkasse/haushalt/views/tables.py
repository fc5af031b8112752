"""The table of a year: order, sum and bars."""

from typing import NamedTuple

from portal.money import format_euro
from stadtteilkasse.haushalt.domain import Money

DEFAULT_ORDER = "stadtteil"
# What is asked for most stands first, where a phone shows it; the sum of all stands last.
COLUMNS = {
    "stadtteil": "Stadtteil",
    "frei": "frei",
    "bewilligt": "bewilligt",
    "reserviert": "reserviert",
    "gesperrt": "gesperrt",
    "ansatz": "Ansatz",
}
FIGURES = {
    "ansatz": lambda money: money.allotted + money.returned,
    "gesperrt": lambda money: money.blocked,
    "reserviert": lambda money: money.reserved,
    "bewilligt": lambda money: money.granted,
    "frei": lambda money: money.free,
}


class Order(NamedTuple):
    column: str
    descending: bool

    def __str__(self):
        return f"-{self.column}" if self.descending else self.column


class Column(NamedTuple):
    label: str
    href: str
    aria_sort: str
    is_figure: bool


class Row(NamedTuple):
    region: object
    money: Money | None
    bar: list


def order_of(text) -> Order:
    """The order that a query asks for: `frei`, `-frei`; the regions by name when it is unknown."""
    column = (text or "").removeprefix("-")
    if column not in COLUMNS:
        return Order(DEFAULT_ORDER, False)
    return Order(column, text.startswith("-"))


def columns(order: Order) -> list[Column]:
    """The heads of the table with the link that sorts by them, figures the highest first."""
    return [_column(name, label, order) for name, label in COLUMNS.items()]


def _column(name, label, order):
    is_current = name == order.column
    descending = not order.descending if is_current else name in FIGURES
    aria_sort = ("descending" if order.descending else "ascending") if is_current else ""
    return Column(label, f"?sortieren={Order(name, descending)}", aria_sort, name in FIGURES)


def rows(moneys, order: Order) -> list[Row]:
    """The regions in order; those without a Kasse come last, whatever the order."""
    pairs = sorted(moneys, key=lambda pair: str(pair[0]))
    if order.column in FIGURES:
        figure = FIGURES[order.column]
        with_kasse = [pair for pair in pairs if pair[1]]
        with_kasse.sort(key=lambda pair: figure(pair[1]), reverse=order.descending)
        pairs = with_kasse + [pair for pair in pairs if not pair[1]]
    elif order.descending:
        pairs.reverse()
    return [Row(region, money, bar(money) if money else []) for region, money in pairs]


def total(moneys) -> Row:
    """The sum over the regions; None as money when no region has a Kasse."""
    with_kasse = [money for _, money in moneys if money]
    money = sum(with_kasse, Money()) if with_kasse else None
    return Row(None, money, bar(money) if money else [])


def bar(money: Money) -> list[tuple]:
    """The parts of `kern_figure_bar`, words first."""
    return [
        (f"bewilligt {format_euro(money.granted)} €", money.granted, "granted"),
        (f"reserviert {format_euro(money.reserved)} €", money.reserved, "reserved"),
        (f"gesperrt {format_euro(money.blocked)} €", money.blocked, "blocked"),
        (f"frei {format_euro(money.free)} €", money.free, "free"),
    ]
