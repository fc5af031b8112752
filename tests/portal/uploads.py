"""Files as people (and others) send them, made anew for each test."""

import struct
import zlib
from io import BytesIO

import pikepdf
import pillow_heif
from PIL import Image

PARIS = {1: "N", 2: (48.0, 51.0, 30.0), 3: "E", 4: (2.0, 17.0, 40.0)}


def picture(kind="JPEG", size=(60, 40), mode="RGB", **options):
    """A picture: left half red, right half blue; JPEGs carry place, comment and rotation."""
    image = Image.new(mode, size, "blue")
    image.paste("red", (0, 0, size[0] // 2, size[1]))
    if kind == "JPEG":
        exif = image.getexif()
        exif[0x0112] = 6  # turned to the right
        exif[0x9286] = "geheim"
        exif.get_ifd(0x8825).update(PARIS)
        options = {"exif": exif, "comment": b"geheim", **options}
    result = BytesIO()
    image.save(result, kind, **options)
    return result.getvalue()


def heic():
    pillow_heif.register_heif_opener()
    return picture("HEIF")


def png_header(width, height):
    """A PNG that says it is huge and has almost nothing in it."""

    def chunk(name, data):
        return (
            struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = zlib.compress(b"\0" * 1000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def pdf(change=lambda pdf: None, **options):
    """A PDF with one empty page, after `change` had its way with it."""
    with pikepdf.new() as document:
        document.add_blank_page()
        change(document)
        result = BytesIO()
        document.save(result, **options)
    return result.getvalue()


def action(**members):
    return pikepdf.Dictionary(**members)


def with_script_on_opening(document):
    document.Root.OpenAction = action(S=pikepdf.Name.JavaScript, JS="app.alert(1)")


def with_script_by_name(document):
    script = document.make_indirect(action(S=pikepdf.Name.JavaScript, JS="app.alert(1)"))
    names = pikepdf.Array(["start", script])
    document.Root.Names = pikepdf.Dictionary(JavaScript=pikepdf.Dictionary(Names=names))


def with_program_to_start(document):
    document.Root.OpenAction = action(S=pikepdf.Name.Launch, F="calc.exe")


def with_script_deep_in_a_page(document):
    link = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot,
        Subtype=pikepdf.Name.Link,
        Rect=[0, 0, 9, 9],
        A=action(S=pikepdf.Name.JavaScript, JS="app.alert(1)"),
    )
    document.pages[0].Annots = pikepdf.Array([link])


def with_dynamic_form(document):
    document.Root.AcroForm = pikepdf.Dictionary(XFA="<xdp/>", Fields=pikepdf.Array())


def with_attachment(document):
    document.attachments["rechnung.xml"] = b"<rechnung/>"


def opening_at_the_first_page(document):
    """Harmless, and common."""
    document.Root.OpenAction = action(
        S=pikepdf.Name.GoTo, D=pikepdf.Array([document.pages[0].obj, pikepdf.Name.Fit])
    )


def with_plain_form(document):
    document.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array())


def encrypted():
    return pdf(encryption=pikepdf.Encryption(owner="geheim", user="geheim"))


def encrypted_without_password():
    return pdf(encryption=pikepdf.Encryption(owner="geheim", user=""))
