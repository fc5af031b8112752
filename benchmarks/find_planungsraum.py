"""How long it takes to find where an address lies, on all of Berlin's addresses.

manage.py load_open_data && python -m benchmarks.find_planungsraum
"""

import statistics
import time

REPEATS = 50
FEWEST_ADDRESSES = 390_000
# What people type: right, right but spelled otherwise, misspelt, incomplete, elsewhere, nonsense.
QUESTIONS = [
    ("as in the directory", ("Müllerstraße", "156", "13353")),
    ("spelled otherwise", ("MUELLERSTR", " 156 a", "13353")),
    ("in one line", ("Turmstr. 21", "", "")),
    ("street only", ("Osloer Str.", "", "13359")),
    ("wrong postal code", ("Müllerstraße", "156", "10115")),
    ("one letter wrong", ("Müllerstrase", "156", "13353")),
    ("several letters wrong", ("Prinsenale", "58", "13359")),
    ("name not finished", ("Afrikan", "90", "13351")),
    ("another Bezirk", ("Kurfürstendamm", "10", "10719")),
    ("nonsense", ("Xqwzyjkv", "1", "")),
]


def run():
    """Rows (question, median ms, slowest of twenty ms, CPU ms) on the database of the settings."""
    from regions.models import Address

    if Address.objects.count() < FEWEST_ADDRESSES:
        raise SystemExit("Load all addresses first: manage.py load_open_data")
    return [(name, *_measure(question)) for name, question in QUESTIONS]


def _measure(question):
    from regions.queries import find_planungsraum

    find_planungsraum(*question)
    walls, cpu = [], time.process_time()
    for _ in range(REPEATS):
        start = time.perf_counter()
        find_planungsraum(*question)
        walls.append(1000 * (time.perf_counter() - start))
    cpu = 1000 * (time.process_time() - cpu) / REPEATS
    slowest = statistics.quantiles(walls, n=20)[-1]
    return round(statistics.median(walls), 2), round(slowest, 2), round(cpu, 2)


if __name__ == "__main__":
    import django

    django.setup()
    for row in run():
        print("{:24} median {:6.2f} ms   95 % {:6.2f} ms   CPU {:6.2f} ms".format(*row))
