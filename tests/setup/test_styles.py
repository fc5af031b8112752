import gzip

from tools.build_css import TARGET

# What a phone loads, in bytes: KERN as built, without our own few rules. Whole it is 35,000.
LARGEST_COMPRESSED = 16_000


def test_style_sheet_is_light():
    assert len(gzip.compress(TARGET.read_bytes())) < LARGEST_COMPRESSED


def test_style_sheet_loads_nothing_from_elsewhere():
    assert "http://" not in TARGET.read_text().replace("http://www.w3.org/2000/svg", "")
    assert "https://" not in TARGET.read_text()
