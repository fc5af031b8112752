"""Opens an upload and says what it is; images come back re-encoded, without their metadata.

Runs alone, in a process with limits: a crafted file can cost a plain open seconds and gigabytes.
    python -I checker.py '{"megabytes": …, "seconds": …, "pixels": …, "side": …}' < upload
Answers with one line of JSON ({"type": …} or {"refused": …}), then the bytes to keep, if they
differ from the upload. It imports nothing of ours, and it talks to nobody.
"""

import json
import resource
import sys
import warnings
from io import BytesIO

import filetype

IMAGES = {
    # What the content says: the decoders that may open it, what we save it as.
    "image/jpeg": (["JPEG"], "JPEG"),
    "image/png": (["PNG"], "PNG"),
    "image/webp": (["WEBP"], "WEBP"),
    "image/heic": (["HEIF"], "JPEG"),
    "image/heif": (["HEIF"], "JPEG"),
}

ACTIVE_KEYS = {"/JS", "/JavaScript", "/XFA", "/RichMediaContent", "/RichMediaSettings"}
ACTIVE_ACTIONS = {
    "/JavaScript",
    "/Launch",
    "/SubmitForm",
    "/ImportData",
    "/Rendition",
    "/Movie",
    "/Sound",
    "/GoToE",
    "/RichMediaExecute",
}
ATTACHMENT_KEYS = {"/EmbeddedFiles", "/EF"}


class CheckRefused(Exception):
    """`args[0]` is the reason, for which the caller has a sentence."""


def main():
    limits = json.loads(sys.argv[1])
    restrict(limits)
    data = sys.stdin.buffer.read()
    try:
        content_type, kept = examine(data, limits)
        answer = {"type": content_type}
    except CheckRefused as refusal:
        answer, kept = {"refused": refusal.args[0]}, b""
    except MemoryError:
        answer, kept = {"refused": "too_heavy"}, b""
    sys.stdout.buffer.write(json.dumps(answer).encode() + b"\n" + kept)


def restrict(limits):
    memory = limits["megabytes"] * 2**20
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (limits["seconds"], limits["seconds"]))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def examine(data, limits):
    """The content type and the bytes to keep (b"": the upload as it is)."""
    found = filetype.guess_mime(data)
    if found == "application/pdf":
        examine_pdf(data)
        return "application/pdf", b""
    if found not in IMAGES:
        raise CheckRefused("unknown_type")
    decoders, kept_as = IMAGES[found]
    return f"image/{kept_as.lower()}", reencode(data, decoders, kept_as, limits)


def reencode(data, decoders, kept_as, limits):
    from PIL import Image, ImageOps, UnidentifiedImageError

    if decoders == ["HEIF"]:
        import pillow_heif

        pillow_heif.register_heif_opener()
    Image.MAX_IMAGE_PIXELS = None  # our own limit below is the lower one
    largest = (limits["side"], limits["side"])
    try:
        image = Image.open(BytesIO(data), formats=decoders)
        if image.width * image.height > limits["pixels"]:
            raise CheckRefused("too_many_pixels")
        image.thumbnail(largest)
        image = ImageOps.exif_transpose(image)
        image = image.convert("RGBA" if keeps_transparency(image, kept_as) else "RGB")
    except (CheckRefused, MemoryError):
        raise
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, ArithmeticError) as error:
        raise CheckRefused("broken") from error
    image.info.clear()  # comment, colour profile, text chunks
    result = BytesIO()
    image.save(result, kept_as, quality=88)
    return result.getvalue()


def keeps_transparency(image, kept_as):
    return kept_as != "JPEG" and image.has_transparency_data


def examine_pdf(data):
    import pikepdf

    # Before and after it nothing may stand that another program takes for a page or an archive.
    if not data.startswith(b"%PDF-") or not data.rstrip(b"\0\t\r\n ").endswith(b"%%EOF"):
        raise CheckRefused("pdf_mixed")
    try:
        with warnings.catch_warnings(action="ignore"), pikepdf.open(BytesIO(data)) as pdf:
            if pdf.is_encrypted:
                raise CheckRefused("pdf_encrypted")
            if not len(pdf.pages):
                raise CheckRefused("broken")
            for thing in pdf.objects:
                refuse_active(thing)
    except pikepdf.PasswordError as error:
        raise CheckRefused("pdf_encrypted") from error
    except (pikepdf.PdfError, RuntimeError, ValueError) as error:
        raise CheckRefused("broken") from error


def refuse_active(thing):
    """Look at one object and at what stands directly in it; what it points at comes by itself."""
    import pikepdf

    open_things = [thing]
    while open_things:
        thing = open_things.pop()
        if isinstance(thing, (pikepdf.Dictionary, pikepdf.Stream)):
            members = dict(thing.items())
            refuse_keys(members)
            inner = members.values()
        elif isinstance(thing, pikepdf.Array):
            inner = list(thing)
        else:
            continue
        open_things += [
            member
            for member in inner
            if isinstance(member, pikepdf.Object) and not member.is_indirect
        ]


def refuse_keys(members):
    if ATTACHMENT_KEYS & members.keys() or str(members.get("/Type")) == "/EmbeddedFile":
        raise CheckRefused("pdf_attachments")
    if ACTIVE_KEYS & members.keys() or str(members.get("/S")) in ACTIVE_ACTIONS:
        raise CheckRefused("pdf_active")


if __name__ == "__main__":
    main()
