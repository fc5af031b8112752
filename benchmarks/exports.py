"""The whole list as a file."""

from functools import partial

from django.urls import reverse

from benchmarks.measure import Cost, costs_of, peak_megabytes_of
from benchmarks.scene import client_of

REPEATS = 3
FORMATS = ("csv", "xlsx")


def costs() -> dict[str, tuple[Cost, float]]:
    """For each format: the cost of one export, and its peak of memory in MB."""
    client = client_of("samira")
    downloads = {name: partial(_download, client, name) for name in FORMATS}
    costs = costs_of(downloads, REPEATS)
    return {name: (costs[name], peak_megabytes_of(get)) for name, get in downloads.items()}


def _download(client, name):
    """Piece by piece, as a server would send it."""
    answer = client.get(reverse(f"akte:cases_{name}"))
    for _ in answer.streaming_content:
        pass
    answer.close()
