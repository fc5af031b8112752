"""The name under which people see a file again. Pure."""

import re
import unicodedata

SUFFIXES = {
    "application/pdf": ("pdf",),
    "image/jpeg": ("jpg", "jpeg"),
    "image/png": ("png",),
    "image/webp": ("webp",),
}
LONGEST_STEM = 100
# Meaningful to a file system, a shell or a header.
UNWELCOME = re.compile(r'[<>:"|?*;%]')


def shown_name(name: str, content_type: str) -> str:
    """The name without path, control characters and tricks, with the suffix of the content.

    At most 110 characters. A name of which nothing remains becomes „Datei“.
    """
    name = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    # C: control, format (right-to-left overrides), surrogates and private use.
    name = "".join(" " if unicodedata.category(sign)[0] == "C" else sign for sign in name)
    name = " ".join(UNWELCOME.sub(" ", name).split())
    stem, dot, suffix = name.rpartition(".")
    stem = (stem if dot else name).strip(". ")[:LONGEST_STEM].strip() or "Datei"
    allowed = SUFFIXES.get(content_type, (suffix.lower()[:8],))
    return f"{stem}.{suffix.lower() if suffix.lower() in allowed else allowed[0]}".rstrip(".")
