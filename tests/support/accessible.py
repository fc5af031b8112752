"""`assert_accessible(page)`: axe finds nothing, and nothing sticks out of a window of 320 px."""

from pathlib import Path

from django.conf import settings

AXE = Path(settings.BASE_DIR) / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
NARROW = {"width": 320, "height": 640}


def assert_accessible(page):
    """Call once for each state of a page."""
    found = [*violations(page), *overflowing(page)]
    assert not found, "\n".join(found)


def violations(page):
    """What axe finds, as readable lines."""
    wait_until_loaded(page)
    # Run in a context of its own: the page's CSP holds against scripts that a test adds.
    page.evaluate(AXE.read_text())
    found = page.evaluate(
        "rules => axe.run(document, {runOnly: rules, resultTypes: ['violations']})", RULES
    )
    return [
        f"{violation['id']}: {node['html'][:200]} {node['failureSummary']}"
        for violation in found["violations"]
        for node in violation["nodes"]
    ]


def wait_until_loaded(page):
    """A click returns before the next page has its style and letters; only then it is looked at."""
    page.wait_for_load_state("load")
    page.evaluate("document.fonts.ready.then(() => true)")


def overflowing(page):
    """Elements that stick out of a window of 320 px, but for those in a scroll region."""
    wait_until_loaded(page)
    before = page.viewport_size
    page.set_viewport_size(NARROW)
    found = page.evaluate(
        """() => {
          const room = document.documentElement.clientWidth;
          if (document.documentElement.scrollWidth <= room) return [];
          const found = [...document.body.querySelectorAll('*')]
            .filter((element) => {
              const box = element.getBoundingClientRect();
              const sticksOut = box.right > room + 1 || box.left < -1;
              return sticksOut && !element.closest('.kern-table-responsive > *, .kern-sr-only');
            })
            .map((element) => element.outerHTML.slice(0, 160));
          return [`wider than ${room} px`, ...found];
        }"""
    )
    page.set_viewport_size(before)
    return found
