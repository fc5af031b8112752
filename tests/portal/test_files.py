import datetime as dt
import hashlib
from io import BytesIO

import pytest
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.http import Http404
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from portal import files
from portal.files import checking
from portal.files.models import StoredFile
from portal.files.names import shown_name
from tests.portal import uploads

HTML = b"<!doctype html><html><body><script>alert(1)</script></body></html>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


@pytest.fixture(autouse=True)
def storage(settings, tmp_path):
    settings.STORAGES = {
        **settings.STORAGES,
        "private": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path / "files", "file_permissions_mode": 0o600},
        },
    }
    return storages["private"]


@pytest.fixture
def store(aylin):
    def store(data, name="foto.jpg"):
        return files.store(
            SimpleUploadedFile(name, data, "application/octet-stream"),
            owner=aylin,
            subject="abcdefghijkmnpqr",
            region_id="014009",
            purpose="antrag",
        )

    return store


def stored_bytes(storage):
    return [
        f"{day}/{name}"
        for day in (storage.listdir("")[0] if storage.exists(".") else [])
        for name in storage.listdir(day)[1]
    ]


def body(response):
    return b"".join(response.streaming_content)


# Taken


def test_store_keeps_the_file_with_what_is_known_of_it(store, aylin, clock):
    data = uploads.pdf()

    stored = store(data, "Kostenplan.pdf")

    assert (stored.name, stored.content_type) == ("Kostenplan.pdf", "application/pdf")
    assert (stored.size, stored.sha256) == (len(data), hashlib.sha256(data).hexdigest())
    assert (stored.owner, stored.subject, stored.region_id) == (aylin, "abcdefghijkmnpqr", "014009")
    assert (stored.purpose, stored.created_at) == ("antrag", clock.now())
    assert files.read(stored) == data


def test_storage_name_is_random_and_says_nothing(store):
    first, second = store(uploads.pdf(), "Aylin.pdf"), store(uploads.pdf(), "Aylin.pdf")

    assert first.storage_name != second.storage_name
    assert "Aylin" not in first.storage_name
    assert first.public_id not in first.storage_name


def test_bytes_lie_outside_of_everything_that_is_served(settings):
    public = [settings.STATIC_ROOT, *settings.STATICFILES_DIRS]

    assert not any(settings.FILES_ROOT.is_relative_to(folder) for folder in public)
    assert not settings.MEDIA_URL.strip("/")


@pytest.mark.parametrize(
    ("kind", "content_type", "name"),
    [
        ("JPEG", "image/jpeg", "foto.jpg"),
        ("MPO", "image/jpeg", "foto.jpg"),
        ("PNG", "image/png", "foto.png"),
        ("WEBP", "image/webp", "foto.webp"),
    ],
)
def test_picture_is_taken_by_its_content_whatever_its_name(store, kind, content_type, name):
    stored = store(uploads.picture(kind), "foto.docx")

    assert (stored.content_type, stored.name) == (content_type, name)
    assert Image.open(BytesIO(files.read(stored))).size in {(60, 40), (40, 60)}


def test_heic_becomes_jpeg(store):
    stored = store(uploads.heic(), "IMG_0001.HEIC")

    assert (stored.content_type, stored.name) == ("image/jpeg", "IMG_0001.jpg")
    assert Image.open(BytesIO(files.read(stored))).format == "JPEG"


def test_picture_loses_its_metadata_and_stands_upright(store):
    sent = uploads.picture(size=(60, 40))
    assert b"geheim" in sent

    kept = files.read(store(sent))

    image = Image.open(BytesIO(kept))
    assert b"geheim" not in kept
    assert dict(image.getexif()) == {}
    assert "comment" not in image.info
    assert image.size == (40, 60)
    top, bottom = image.getpixel((20, 5)), image.getpixel((20, 55))
    assert (top[0] > 200, bottom[2] > 200) == (True, True)


def test_png_loses_its_text(store):
    info = PngInfo()
    info.add_text("Author", "geheim")
    sent = uploads.picture("PNG", pnginfo=info)
    assert b"geheim" in sent

    kept = files.read(store(sent))

    assert b"geheim" not in kept
    assert Image.open(BytesIO(kept)).mode == "RGB"


def test_transparent_png_stays_transparent(store):
    image = Image.new("RGBA", (4, 4), (255, 0, 0, 0))
    sent = BytesIO()
    image.save(sent, "PNG")

    kept = Image.open(BytesIO(files.read(store(sent.getvalue()))))

    assert kept.getpixel((0, 0))[3] == 0


def test_what_hides_behind_a_picture_does_not_stay(store):
    kept = files.read(store(uploads.picture() + HTML + uploads.pdf()))

    assert b"<script>" not in kept
    assert b"%PDF" not in kept


def test_large_picture_is_made_smaller(store):
    stored = store(uploads.picture("PNG", size=(6000, 3000)))

    assert Image.open(BytesIO(files.read(stored))).size == (4096, 2048)


@pytest.mark.parametrize("change", [uploads.opening_at_the_first_page, uploads.with_plain_form])
def test_pdf_with_harmless_extras_is_taken_unchanged(store, change):
    sent = uploads.pdf(change)

    assert files.read(store(sent)) == sent


# Refused

REFUSED = {
    "nothing": (b"", "empty"),
    "20 MB": (b"%PDF-1.7" + b"\0" * 20 * 2**20, "too_large"),
    "HTML named .pdf": (HTML, "unknown_type"),
    "SVG": (SVG, "unknown_type"),
    "program": (b"\x7fELF" + b"\0" * 200, "unknown_type"),
    "archive": (b"PK\x03\x04" + b"\0" * 200, "unknown_type"),
    "GIF": (uploads.picture("GIF"), "unknown_type"),
    "text": (b"Guten Tag", "unknown_type"),
    "half a JPEG": (uploads.picture(size=(900, 900))[:3000], "broken"),
    "only the first bytes of a JPEG": (b"\xff\xd8\xff\xe0" + b"\0" * 100, "broken"),
    "only the first bytes of a PDF": (b"%PDF-1.7\n%%EOF", "broken"),
    "PNG of 50000 x 50000": (uploads.png_header(50_000, 50_000), "too_many_pixels"),
    "HTML before a PDF": (HTML + uploads.pdf(), "unknown_type"),
    "HTML behind a PDF": (uploads.pdf() + HTML, "pdf_mixed"),
    "archive behind a PDF": (uploads.pdf() + b"PK\x03\x04" + b"\0" * 50 + b"PK", "pdf_mixed"),
    "PDF with password": (uploads.encrypted(), "pdf_encrypted"),
    "encrypted PDF": (uploads.encrypted_without_password(), "pdf_encrypted"),
    "script on opening": (uploads.pdf(uploads.with_script_on_opening), "pdf_active"),
    "script by name": (uploads.pdf(uploads.with_script_by_name), "pdf_active"),
    "program to start": (uploads.pdf(uploads.with_program_to_start), "pdf_active"),
    "script in a page": (uploads.pdf(uploads.with_script_deep_in_a_page), "pdf_active"),
    "dynamic form": (uploads.pdf(uploads.with_dynamic_form), "pdf_active"),
    "attachment": (uploads.pdf(uploads.with_attachment), "pdf_attachments"),
}


@pytest.mark.parametrize(("data", "reason"), REFUSED.values(), ids=REFUSED.keys())
def test_store_refuses_with_a_sentence_and_keeps_nothing(store, storage, data, reason):
    with pytest.raises(files.FileRefused) as refusal:
        store(data, "antrag.pdf")

    assert refusal.value.sentence == checking.sentence(reason)
    assert StoredFile.objects.count() == 0
    assert stored_bytes(storage) == []


def test_file_that_eats_memory_is_refused(store, monkeypatch):
    monkeypatch.setitem(checking.LIMITS, "megabytes", 150)

    with pytest.raises(files.FileRefused) as refusal:
        store(uploads.picture("PNG", size=(7000, 7000)))

    assert refusal.value.sentence == checking.sentence("too_heavy")


def test_file_that_takes_too_long_is_refused(store, monkeypatch):
    monkeypatch.setattr(checking, "PATIENCE_SECONDS", 0.01)

    with pytest.raises(files.FileRefused) as refusal:
        store(uploads.pdf())

    assert refusal.value.sentence == checking.sentence("too_heavy")


# Names


@pytest.mark.parametrize(
    ("sent", "content_type", "shown"),
    [
        ("Rechnung Müller.pdf", "application/pdf", "Rechnung Müller.pdf"),
        ("../../etc/passwd", "application/pdf", "passwd.pdf"),
        ("C:\\Users\\Aylin\\foto.JPG", "image/jpeg", "foto.jpg"),
        ("foto.jpeg", "image/jpeg", "foto.jpeg"),
        ('a"; filename="b.exe', "application/pdf", "a filename= b.pdf"),
        ("zeile\r\nSet-Cookie: x.pdf", "application/pdf", "zeile Set-Cookie x.pdf"),
        ("gpj.\u202efdp.exe", "application/pdf", "gpj. fdp.pdf"),
        ("<script>.png", "image/png", "script.png"),
        ("....", "image/png", "Datei.png"),
        ("", "application/pdf", "Datei.pdf"),
        (".htaccess", "application/pdf", "Datei.pdf"),
        ("a" * 300 + ".pdf", "application/pdf", "a" * 100 + ".pdf"),
        ("Bericht.xlsx", "application/vnd.ms-excel", "Bericht.xlsx"),
    ],
)
def test_shown_name_has_no_tricks(sent, content_type, shown):
    assert shown_name(sent, content_type) == shown


# Served


def test_serve_sends_a_download_that_no_browser_runs(store):
    sent = uploads.pdf()

    response = files.serve(store(sent, "Grüße.pdf"))

    assert response.status_code == 200
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == "attachment; filename*=utf-8''Gr%C3%BC%C3%9Fe.pdf"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert response["Cache-Control"] == "private, no-store"
    assert body(response) == sent


def test_serve_shows_pictures_in_the_page_but_nothing_else(store):
    picture, document = store(uploads.picture()), store(uploads.pdf(), "a.pdf")

    assert files.serve(picture, inline=True)["Content-Disposition"].startswith("inline")
    assert files.serve(document, inline=True)["Content-Disposition"].startswith("attachment")


def test_serve_of_a_deleted_file_is_404(store):
    stored = store(uploads.pdf())
    files.delete(stored)
    stored.refresh_from_db()

    with pytest.raises(Http404):
        files.serve(stored)


def test_serve_of_lost_bytes_is_404(store, storage):
    stored = store(uploads.pdf())
    storage.delete(stored.storage_name)

    with pytest.raises(Http404):
        files.serve(stored)


# Deleted


def test_delete_takes_bytes_and_name_with_the_next_tick(store, storage, clock):
    stored = store(uploads.pdf(), "Aylin.pdf")

    files.delete(stored)
    files.purge_removed()

    stored.refresh_from_db()
    assert (stored.removed_at, stored.name, stored.storage_name) == (clock.now(), "", "")
    assert stored_bytes(storage) == []
    with pytest.raises(FileNotFoundError):
        files.read(stored)


def test_delete_rolled_back_keeps_the_bytes(store):
    sent = uploads.pdf()
    stored = store(sent)
    with transaction.atomic():
        files.delete(stored)
        transaction.set_rollback(True)

    files.purge_removed()

    assert files.read(stored) == sent


def test_bytes_of_a_rolled_back_transaction_are_swept_later(store, storage, clock):
    kept = store(uploads.pdf())
    with transaction.atomic():
        store(uploads.pdf())
        transaction.set_rollback(True)
    assert len(stored_bytes(storage)) == 2

    files.sweep_orphans()
    assert len(stored_bytes(storage)) == 2

    clock.set(clock.now() + dt.timedelta(days=2))
    files.sweep_orphans()
    assert stored_bytes(storage) == [kept.storage_name]


def test_store_bytes_keeps_our_own_files_as_they_are(db):
    stored = files.store_bytes(
        b"%PDF-own", name="Brief.pdf", content_type="application/pdf", purpose="bescheid"
    )

    assert (stored.owner, stored.subject, stored.region_id) == (None, "", "")
    assert files.read(stored) == b"%PDF-own"
