"""Builds `static/build/fonts.css` and its fonts from the Fira Sans that KERN brings.

Screens get two files a weight: what Latin scripts need, and the rest (Greek, Cyrillic, Vietnamese,
rare signs), which a browser fetches only for a page that has such letters. Letters as PDF get the
whole fonts in `static/build/fonts/print/`; WeasyPrint embeds only what a letter uses.
"""

import logging
import shutil
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from tools.sources import CHECKOUT

KERN_FONTS = CHECKOUT / "node_modules" / "@kern-ux" / "native" / "dist" / "fonts" / "fira-sans"
BUILD = CHECKOUT / "static" / "build"
WEIGHTS = {400: "FiraSans-Regular", 500: "FiraSans-Medium", 600: "FiraSans-SemiBold"}
PRINT = ("FiraSans-Regular", "FiraSans-SemiBold", "FiraSans-Italic")

# Basic Latin to Latin Extended-B, punctuation, superscripts, currencies, arrows, minus and check.
LATIN = (
    (0x20, 0x7E),
    (0xA0, 0x24F),
    (0x2BB, 0x2DD),
    (0x300, 0x304),
    (0x1E9E, 0x1E9E),
    (0x2010, 0x205F),
    (0x2070, 0x208E),
    (0x20A0, 0x20BF),
    (0x2190, 0x2199),
    (0x2212, 0x2212),
    (0x2713, 0x2713),
)


def build_fonts() -> None:
    # Fira Sans has an old OS/2 table; nothing follows from that.
    logging.getLogger("fontTools").setLevel(logging.ERROR)
    fonts = BUILD / "fonts"
    shutil.rmtree(fonts, ignore_errors=True)
    (fonts / "print").mkdir(parents=True)
    latin = {code for first, last in LATIN for code in range(first, last + 1)}
    faces = []
    for weight, name in WEIGHTS.items():
        source = KERN_FONTS / f"{name}.woff2"
        codes = set(TTFont(source).getBestCmap())
        for part, wanted in (("latin", codes & latin), ("more", codes - latin)):
            target = fonts / f"fira-sans-{weight}-{part}.woff2"
            _subset(source, target, wanted)
            faces.append(_face(weight, target, wanted))
    (BUILD / "fonts.css").write_text("\n".join(faces))
    for name in PRINT:
        shutil.copy(KERN_FONTS / f"{name}.woff2", fonts / "print" / f"{name}.woff2")
    _report(fonts)


def _subset(source: Path, target: Path, codes: set[int]) -> None:
    options = Options(flavor="woff2", hinting=False, desubroutinize=True)
    # Tabular and lining figures: tables of amounts are set with them.
    options.layout_features += ["tnum", "lnum"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=codes)
    font = TTFont(source)
    subsetter.subset(font)
    font.flavor = "woff2"
    font.save(target)


def _face(weight: int, file: Path, codes: set[int]) -> str:
    return (
        f'@font-face{{font-family:"Fira Sans";font-weight:{weight};font-style:normal;'
        f'font-display:swap;src:url("fonts/{file.name}") format("woff2");'
        f"unicode-range:{','.join(_ranges(codes))}}}"
    )


def _ranges(codes: set[int]) -> list[str]:
    """Neighbouring code points as `U+20-7E`."""
    ranges: list[list[int]] = []
    for code in sorted(codes):
        if ranges and code == ranges[-1][1] + 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    return [f"U+{first:X}" if first == last else f"U+{first:X}-{last:X}" for first, last in ranges]


def _report(fonts: Path) -> None:
    for file in sorted(fonts.glob("*.woff2")):
        print(f"  {file.name}: {file.stat().st_size // 1000} kB")


if __name__ == "__main__":
    build_fonts()
