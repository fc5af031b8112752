"""Another Bezirk can take the portal over: no name of ours stands in what runs."""

import re

from tools.sources import python_files, styles_and_scripts, template_files

# The name of the Bezirk that it was built for; not „Mitte des Platzes“.
OUR_BEZIRK = re.compile(r"\bMitte\b(?! de[rs]\b)")


def test_our_bezirk_has_no_name_in_code():
    sources = [*python_files(), *template_files(), *styles_and_scripts()]

    assert [place for path in sources for place in named_in(path)] == []


def test_planted_name_is_found(tmp_path):
    template = tmp_path / "planted.html"
    template.write_text("<h1>\n  Bezirksamt Mitte</h1>")

    assert named_in(template) == [f"{template}:2"]


def named_in(path):
    lines = enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
    return [f"{path}:{number}" for number, line in lines if OUR_BEZIRK.search(line)]
