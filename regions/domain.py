"""How addresses are written and regions are abbreviated. Pure functions."""

import re
import unicodedata
from collections.abc import Iterable

UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
ABBREVIATIONS = [
    (re.compile(r"str(?:\.|\b)"), "strasse"),
    (re.compile(r"\bpl(?:\.|\b)|(?<=\w)pl\."), "platz"),
    (re.compile(r"\bst(?:\.|\b)"), "sankt"),
]
NOT_IN_KEY = re.compile(r"[^a-z0-9]")

# What sounds alike in German, longest spelling first, after `street_key`.
SOUNDS = [
    (re.compile(pattern), sound)
    for pattern, sound in [
        (r"sch", "s"),
        (r"ch|ck|qu|[ckqg]", "k"),
        (r"ph|[fvw]", "f"),
        (r"th|dt|[td]", "t"),
        (r"tz|[zs]", "s"),
        (r"b", "p"),
        (r"oe|ue|ae", "e"),
        (r"ie|[yj]", "i"),
        (r"(?<=[aeiou])h", ""),
        (r"(.)\1+", r"\1"),
    ]
]

STREET_WITH_NUMBER = re.compile(r"^(?P<street>.*[^\d\s].*?)\s+(?P<number>\d+\s*[a-zA-Z]?)$")
HOUSE_NUMBER = re.compile(r"^\D*0*(?P<number>\d{1,5})\s*(?P<suffix>[a-zA-Z]?)(?![a-zA-Z])")

# The second part of a name that is written as one word („Park-viertel“).
NAME_ENDS = (
    "viertel", "platz", "strasse", "park", "hausen", "felde", "feld", "dorf", "berg", "burg",
    "stadt", "allee", "damm", "see", "tal", "hain", "wald", "hof", "hagen", "horst", "bruch",
)  # fmt: skip


def street_key(name: str) -> str:
    """What two spellings of one street have in common.

    Lower case, umlauts and ß written out, accents dropped, „Str.“, „Pl.“ and „St.“ spelled out,
    and nothing but letters and digits: „Müllerstr.“ and „MUELLERSTRASSE“ are `muellerstrasse`.
    """
    text = unicodedata.normalize("NFC", name).casefold().translate(UMLAUTS)
    text = unicodedata.normalize("NFKD", text)
    for short, long in ABBREVIATIONS:
        text = short.sub(long, text)
    return NOT_IN_KEY.sub("", text)


def sound_key(key: str) -> str:
    """A street key as it sounds: „Torf“ and „Dorph“ become the same."""
    for pattern, sound in SOUNDS:
        key = pattern.sub(sound, key)
    return key


def split_street(text: str) -> tuple[str, str]:
    """Street and house number out of one line („Müllerstr. 12 a“); the number may be empty."""
    match = STREET_WITH_NUMBER.match(text.strip())
    if match is None:
        return text.strip(), ""
    return match["street"].strip(" ,"), match["number"]


def split_house_number(text: str) -> tuple[str, str]:
    """Number and letter of a house: „12 a“, „12A“ and „Nr. 012a“ are ("12", "A").

    Of a span („12–14“) the first counts. ("", "") when there is no number in it.
    """
    match = HOUSE_NUMBER.match(text.strip())
    if match is None:
        return "", ""
    return match["number"], match["suffix"].upper()


def propose_kuerzel(names: Iterable[str], taken: Iterable[str] = ()) -> list[str]:
    """A short form for each region of one Bezirk, in their order and without repeats.

    Two letters where that is enough („Wedding Zentrum“ → WZ, „Parkviertel“ → PV), else more.
    `taken` are the ones already given, which never change.
    """
    used = set(taken)
    proposed = []
    for name in names:
        kuerzel = next(short for short in _short_forms(name) if short not in used)
        used.add(kuerzel)
        proposed.append(kuerzel)
    return proposed


def _short_forms(name):
    words = [NOT_IN_KEY.sub("", street_key(word)) for word in re.split(r"[\s/()-]+", name)]
    words = [word for word in words if word]
    if len(words) == 1:
        words = _split_word(words[0])
    initials = "".join(word[0] for word in words[:3])
    letters = "".join(words)
    yield initials[:2].upper() if len(initials) > 1 else letters[:2].upper()
    if len(initials) > 2:
        yield initials.upper()
    for letter in letters[1:]:
        yield (letters[0] + letter).upper()
    for number in range(2, 100):
        yield f"{letters[0]}{number}".upper()


def _split_word(word):
    for end in NAME_ENDS:
        if word.endswith(end) and word != end:
            return [word.removesuffix(end), end]
    return [word]
