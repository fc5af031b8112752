import pytest

from tests.support.accessible import assert_accessible, overflowing, violations


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("device", ["page", "phone"])
def test_components_are_accessible(device, scheme, request):
    page = request.getfixturevalue(device)
    page.emulate_media(color_scheme=scheme)

    page.goto("/_kern/")

    assert_accessible(page)


def test_axe_finds_a_planted_defect(page):
    page.goto("/_kern/")
    page.evaluate("document.querySelector('label').remove()")

    assert [line for line in violations(page) if line.startswith("label:")] != []


def test_narrow_check_finds_a_planted_defect(page):
    page.goto("/_kern/")
    page.evaluate("document.querySelector('h1').style.width = '400px'")

    assert overflowing(page) != []


def test_error_summary_takes_the_focus(page):
    page.goto("/_kern/")

    page.locator("[data-error-summary]:focus").wait_for()


def test_page_without_js_runs_no_script(page_without_js):
    page_without_js.goto("/_kern/")

    assert page_without_js.evaluate("document.activeElement.tagName") == "BODY"
    assert_accessible(page_without_js)


def test_error_summary_leads_to_the_field(page_without_js):
    page_without_js.goto("/_kern/")
    page_without_js.click(".error-summary a[href='#id_empty-title']")

    page_without_js.wait_for_url("**/_kern/#id_empty-title")


def test_skip_link_leads_to_the_content(page):
    page.goto("/impressum/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    page.locator("#inhalt:focus").wait_for()


def test_counter_counts_only_near_the_end(page):
    page.goto("/_kern/")
    counter = page.locator("[data-counter=id_plan]")

    page.fill("#id_plan", "x" * 100)
    assert counter.is_hidden()

    page.fill("#id_plan", "x" * 190)
    assert counter.inner_text() == "Noch 10 Zeichen"

    page.fill("#id_plan", "x" * 203)
    assert counter.inner_text() == "3 Zeichen zu viel"
