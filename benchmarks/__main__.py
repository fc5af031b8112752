"""Measures the pages that matter beside reference values of the same run.

    python -m benchmarks [number of cases]

Writes its table into benchmarks/README.md. On a busy machine the ratios still mean something, the
milliseconds do not; the load stands with the table.
"""

import os
import sys

os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.settings"


def main(cases="10000") -> None:
    import django

    django.setup()

    from benchmarks import report

    report.run(int(cases))


if __name__ == "__main__":
    main(*sys.argv[1:])
