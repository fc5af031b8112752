import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.urls import reverse

from koordination.models import Dienststelle
from regions.models import Bezirk

LEGAL = ["barrierefreiheit", "datenschutz", "impressum", "leichte-sprache"]


@pytest.mark.django_db
@pytest.mark.parametrize("name", LEGAL)
def test_legal_page_is_there_and_linked_from_every_page(name, client):
    path = reverse(name)

    assert client.get(path).status_code == 200
    for other in LEGAL:
        assert f'href="{path}"' in client.get(reverse(other)).content.decode()


@pytest.mark.django_db
def test_frame_names_the_bezirk_and_its_dienststelle(client):
    bezirk = Bezirk.objects.get(pk=settings.BEZIRK)
    dienststelle = Dienststelle.objects.filter(bezirk=bezirk).first()

    text = client.get("/impressum/").content.decode()

    assert f'<span class="brand__place">{bezirk.name}</span>' in text
    assert dienststelle.authority in text


@pytest.mark.django_db
def test_page_costs_few_queries(client, django_assert_num_queries):
    client.get("/impressum/")

    # The Dienststelle; the Bezirk is kept.
    with django_assert_num_queries(1):
        client.get("/impressum/")


@pytest.mark.django_db
def test_unknown_page_says_what_to_do(client):
    response = client.get("/gibt-es-nicht/")

    assert response.status_code == 404
    assert "Diese Seite gibt es nicht" in response.content.decode()


@pytest.mark.django_db
def test_form_without_its_key_says_what_to_do():
    client = Client(enforce_csrf_checks=True)

    response = client.post(reverse("accounts:login"), {"email": "aylin@example.org"})

    assert response.status_code == 403
    assert "Das wurde nicht gespeichert" in response.content.decode()


@pytest.mark.django_db
def test_forbidden_page_says_what_to_do():
    request = RequestFactory().get("/")

    assert "Das dürfen Sie hier nicht öffnen" in render_to_string("403.html", {}, request)


def test_page_for_a_fault_needs_nothing():
    assert "Bei uns ist etwas kaputt" in render_to_string("500.html")


@pytest.mark.django_db
def test_headers_are_strict(client):
    headers = client.get("/impressum/").headers

    policy = dict(
        directive.strip().split(" ", 1)
        for directive in headers["Content-Security-Policy"].split(";")
    )
    assert policy == {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "font-src": "'self'",
        "img-src": "'self' data:",
        "connect-src": "'self'",
        "manifest-src": "'self'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
        "base-uri": "'none'",
    }
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]


@pytest.mark.django_db
def test_language_comes_from_the_list_alone(client):
    # Half a page in another language, and a wrong `lang`, would help nobody.
    response = client.get("/impressum/", headers={"accept-language": "fr,sv;q=0.8"})

    assert '<html lang="de" dir="ltr">' in response.content.decode()


@pytest.mark.django_db
def test_language_switch_appears_with_a_second_language(client, settings):
    assert "languages" not in client.get("/impressum/").content.decode()

    settings.LANGUAGES = [("de", "Deutsch"), ("ar", "العربية")]
    client.post(reverse("language"), {"language": "ar", "next": "/impressum/"})
    text = client.get("/impressum/").content.decode()

    assert '<html lang="ar" dir="rtl">' in text
    assert 'name="language" value="de"' in text


@pytest.mark.django_db
def test_demo_never_claims_to_be_official(client, settings):
    assert "Offizielle Website" in client.get("/impressum/").content.decode()

    settings.DEMO = True
    text = client.get("/impressum/").content.decode()

    assert "Offizielle Website" not in text
    assert "keine amtliche Website" in text
    assert "erfundenen Personen" in text


def forms_that_let_the_browser_check(root):
    form = re.compile(r'<form[^>]*method="post"[^>]*>(?:(?!</form>).)*</form>', re.DOTALL)
    field = re.compile(r"as_field_group|{{ form|<input (?!type=.hidden)|<textarea|<select")
    return [
        str(path.relative_to(root))
        for path in sorted(root.rglob("*.html"))
        for found in form.findall(path.read_text())
        if field.search(found) and "novalidate" not in found.split(">", 1)[0]
    ]


def test_forms_leave_the_checking_to_the_server():
    found = forms_that_let_the_browser_check(Path(settings.BASE_DIR) / "templates")

    assert [name for name in found if not name.startswith("kern/page/")] == []


def test_form_that_lets_the_browser_check_is_found(tmp_path):
    (tmp_path / "planted.html").write_text('<form method="post">{{ form.title }}</form>')

    assert forms_that_let_the_browser_check(tmp_path) == ["planted.html"]


INLINE = re.compile(r"""<style|\sstyle=["']|\son[a-z]+=["']|<script(?![^>]*\ssrc=)|javascript:""")


def inline_code(root):
    return [
        str(path.relative_to(root))
        for path in sorted(root.rglob("*.html"))
        if "print" not in path.parts and INLINE.search(path.read_text())
    ]


def test_no_template_has_inline_style_or_script():
    assert inline_code(Path(settings.BASE_DIR) / "templates") == []


def test_inline_style_is_found(tmp_path):
    (tmp_path / "planted.html").write_text('<p style="color: red">')

    assert inline_code(tmp_path) == ["planted.html"]
