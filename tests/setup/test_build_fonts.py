import re

from fontTools.ttLib import TTFont

from tools.build_fonts import BUILD, WEIGHTS, _ranges

# German, and what names from Turkey, Poland, Croatia or Romania are written with.
NEEDED = "äöüÄÖÜßẞ€„“–…§ğışİłńšžčćđțș"


def test_ranges_join_neighbours():
    assert _ranges({0x20, 0x21, 0x22, 0x41}) == ["U+20-22", "U+41"]


def test_latin_fonts_hold_the_letters_of_our_texts():
    for weight in WEIGHTS:
        font = TTFont(BUILD / "fonts" / f"fira-sans-{weight}-latin.woff2")

        assert [letter for letter in NEEDED if ord(letter) not in font.getBestCmap()] == []


def test_latin_fonts_are_small():
    sizes = [path.stat().st_size for path in (BUILD / "fonts").glob("*-latin.woff2")]

    assert len(sizes) == len(WEIGHTS)
    assert max(sizes) < 40_000


def test_style_of_fonts_loads_only_our_own_files():
    faces = (BUILD / "fonts.css").read_text()
    files = re.findall(r'url\("([^"]+)"\)', faces)

    assert len(files) == 2 * len(WEIGHTS)
    assert [file for file in files if not (BUILD / file).exists()] == []
