"""The whole run and its table in benchmarks/README.md."""

import os
import platform
import time
from pathlib import Path

import django
from django.db import connection

from benchmarks import exports, find_planungsraum, letters, pages, scene
from benchmarks.pages import EMPTY, MINIMAL

README = Path(__file__).with_name("README.md")
BEGIN, END = "<!-- results -->\n", "<!-- end of results -->\n"
FEW_CASES = 100


def run(cases: int) -> None:
    """Measure with few and with many cases, print the tables and write them down."""
    load = os.getloadavg()
    with scene.database_with(FEW_CASES):
        few = pages.queries()
    with scene.database_with(cases):
        results = "\n".join(
            [
                _circumstances(cases, load),
                _pages(few, cases),
                _letters(),
                _exports(),
                _addresses(),
            ]
        )
    print(results)
    _write(results)


def _circumstances(cases, load):
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        (postgres,) = cursor.fetchone()
    before, after = load[0], os.getloadavg()[0]
    return (
        f"{time.strftime('%d %B %Y')}, {os.cpu_count()} cores, "
        f"Python {platform.python_version()}, Django {django.__version__}, "
        f"PostgreSQL {postgres}, {cases:,} cases. Load of the machine: {before:.1f} at the start, "
        f"{after:.1f} when the measuring began.\n"
    )


def _pages(few, cases):
    costs, many = pages.costs(), pages.queries()
    minimal = costs[MINIMAL]
    head = (
        "page",
        "CPU ms",
        "× minimal list",
        "median ms",
        "95 % ms",
        f"queries at {FEW_CASES}",
        f"at {cases:,} cases",
    )
    rows = [
        (
            name,
            f"{cost.cpu:.1f}",
            f"{cost.times(minimal):.1f}",
            f"{cost.median:.1f}",
            f"{cost.slow:.1f}",
            few[name],
            many[name],
        )
        for name, cost in costs.items()
    ]
    note = f"„{EMPTY}“ goes through the same middleware.\n"
    return _table(head, rows) + "\n" + note


def _letters():
    costs = letters.costs()
    bare = costs[letters.BARE]
    rows = [
        (name, f"{cost.cpu:.0f}", f"{cost.times(bare):.2f}", f"{cost.median:.0f}")
        for name, cost in costs.items()
    ]
    return _table(("letter", "CPU ms", "× bare", "median ms"), rows)


def _exports():
    rows = [
        (name.upper(), f"{cost.cpu / 1000:.2f}", f"{cost.median / 1000:.2f}", f"{memory:.1f}")
        for name, (cost, memory) in exports.costs().items()
    ]
    return _table(("export of all cases", "CPU s", "median s", "peak MB"), rows)


def _addresses():
    if not scene.load_all_addresses():
        return "Addresses were not measured: the full directory is not at hand.\n"
    return _table(("find_planungsraum", "median ms", "95 % ms", "CPU ms"), find_planungsraum.run())


def _table(head, rows):
    marks = ["---", *["---:"] * (len(head) - 1)]
    lines = [head, marks, *rows]
    return "".join(f"| {' | '.join(map(str, line))} |\n" for line in lines)


def _write(results):
    before, _, rest = README.read_text().partition(BEGIN)
    _, _, after = rest.partition(END)
    README.write_text(f"{before}{BEGIN}{results}{END}{after}")
