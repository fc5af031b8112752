import gzip

from tools.build_css import TARGET

# What a phone loads for a page: KERN as built, before our own few rules.
LARGEST = 100_000
LARGEST_COMPRESSED = 16_000


def test_style_sheet_is_light():
    css = TARGET.read_bytes()

    assert len(css) < LARGEST
    assert len(gzip.compress(css)) < LARGEST_COMPRESSED


def test_style_sheet_loads_nothing_from_elsewhere():
    assert "http://" not in TARGET.read_text().replace("http://www.w3.org/2000/svg", "")
    assert "https://" not in TARGET.read_text()
