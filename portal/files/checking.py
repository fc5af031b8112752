"""Has an upload examined by checker.py, in a process of its own with limits."""

import json
import subprocess
import sys
from pathlib import Path

from django.utils.translation import gettext as _

from portal.errors import Refused

CHECKER = Path(__file__).with_name("checker.py")

# 50 megapixels: more than the camera of a phone gives; about 400 MB while it is re-encoded.
LIMITS = {"megabytes": 1024, "seconds": 15, "pixels": 50_000_000, "side": 4096}
PATIENCE_SECONDS = 30


class FileRefused(Refused):
    """The file is not taken; the sentence says what to do instead."""


def examine(data: bytes) -> tuple[str, bytes]:
    """The content type by content, and the bytes to keep. Raises FileRefused."""
    try:
        done = subprocess.run(
            [sys.executable, "-I", CHECKER, json.dumps(LIMITS)],
            input=data,
            capture_output=True,
            timeout=PATIENCE_SECONDS,
            env={},
        )
    except subprocess.TimeoutExpired as error:
        raise FileRefused(sentence("too_heavy")) from error
    head, _newline, kept = done.stdout.partition(b"\n")
    # Killed by its limits, or by what the file did to a decoder: no answer.
    answer = json.loads(head) if head and not done.returncode else {"refused": "too_heavy"}
    if "refused" in answer:
        raise FileRefused(sentence(answer["refused"]))
    return answer["type"], kept or data


def sentence(reason: str) -> str:
    """What the person reads who sent the file."""
    return {
        "empty": _("Die Datei ist leer. Bitte wählen Sie eine andere Datei."),
        "too_large": _(
            "Die Datei ist zu groß. Sie darf höchstens 10 MB haben. "
            "Fotografieren Sie zum Beispiel mit kleinerer Auflösung."
        ),
        "unknown_type": _(
            "Diese Art von Datei können wir nicht annehmen. "
            "Bitte schicken Sie ein Foto (JPEG, PNG, WebP, HEIC) oder eine PDF-Datei."
        ),
        "broken": _(
            "Wir können die Datei nicht öffnen, sie ist vermutlich beschädigt. "
            "Bitte speichern Sie sie noch einmal und versuchen Sie es dann erneut."
        ),
        "too_many_pixels": _(
            "Das Bild hat zu viele Bildpunkte. Erlaubt sind 50 Megapixel. "
            "Bitte verkleinern Sie das Bild."
        ),
        "too_heavy": _(
            "Wir können die Datei nicht prüfen, sie ist zu aufwendig. "
            "Bitte schicken Sie stattdessen ein Foto, oder drucken Sie die Datei neu als PDF."
        ),
        "pdf_mixed": _(
            "Diese PDF-Datei enthält noch etwas anderes. "
            "Bitte öffnen Sie sie und drucken Sie sie neu als PDF."
        ),
        "pdf_encrypted": _(
            "Diese PDF-Datei ist mit einem Passwort geschützt. "
            "Bitte speichern Sie sie ohne Schutz, oder schicken Sie ein Foto."
        ),
        "pdf_active": _(
            "Diese PDF-Datei enthält Programme oder ein Formular mit Programmen. "
            "Bitte öffnen Sie sie und drucken Sie sie neu als PDF."
        ),
        "pdf_attachments": _(
            "In dieser PDF-Datei stecken weitere Dateien. "
            "Bitte öffnen Sie sie und drucken Sie sie neu als PDF."
        ),
    }[reason]
