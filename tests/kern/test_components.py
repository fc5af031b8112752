from decimal import Decimal
from pathlib import Path

import pytest
from django.conf import settings
from django.core.paginator import Paginator
from django.http import QueryDict
from django.template import TemplateSyntaxError
from django.utils.safestring import SafeString

from portal.kern.bars import segments
from portal.kern.pages import page_links

TEMPLATES = Path(settings.BASE_DIR) / "templates"


@pytest.mark.parametrize(
    "template", sorted((TEMPLATES / "kern").rglob("*.html")), ids=lambda path: path.stem
)
def test_template_says_what_it_is_for(template):
    text = template.read_text()

    assert "{% comment %}" in text.split("<body", 1)[0]


def test_misspelt_argument_fails_when_compiled(render):
    with pytest.raises(TemplateSyntaxError):
        render('{% kern_badge txt="fertig" %}')


@pytest.mark.parametrize(
    "text",
    ['{% kern_badge text="x" kind="red" %}', '{% kern_button label="x" kind="big" %}'],
)
def test_unknown_kind_is_refused(text, render):
    with pytest.raises(TemplateSyntaxError):
        render(text)


@pytest.mark.parametrize(
    "text",
    [
        "{% kern_alert title=evil %}{{ evil }}{% endkern_alert %}",
        "{% kern_badge text=evil %}",
        "{% kern_button label=evil name=evil value=evil %}",
        "{% kern_link_button label=evil href=evil %}",
        "{% kern_card title=evil href=evil subline=evil %}{{ evil }}{% endkern_card %}",
        "{% kern_summary title=evil edit_href=evil %}{{ evil }}{% endkern_summary %}",
        "{% kern_descriptions %}{% kern_description term=evil %}{{ evil }}{% endkern_description %}"
        "{% endkern_descriptions %}",
        "{% kern_description_list items=pairs %}",
        "{% kern_table caption=evil %}{{ evil }}{% endkern_table %}",
        "{% kern_breadcrumb pairs %}",
        "{% kern_filter_chips items=pairs %}",
        "{% kern_steps items=pairs %}",
        "{% kern_timeline items=history %}",
        "{% kern_task_list items=tasks %}",
        "{% kern_progress value=1 max=2 label=evil %}",
        "{% kern_figure_bar label=evil parts=parts %}",
    ],
)
def test_text_of_people_is_escaped(text, render):
    evil = '"><script>alert(1)</script>'
    context = {
        "evil": evil,
        "pairs": [(evil, evil)],
        "history": [{"when": evil, "text": evil, "detail": evil}],
        "tasks": [{"label": evil, "href": evil, "status": evil, "hint": evil}],
        "parts": [(evil, Decimal(1), "free")],
    }

    shown = render(text, **context)

    assert "<script>" not in shown
    assert "&lt;script&gt;" in shown


def test_markup_inside_a_description_stays_markup(render):
    shown = render("{% kern_description term='Ort' %}<b>Hof</b>{% endkern_description %}")

    assert "<b>Hof</b>" in shown


@pytest.mark.parametrize("value", ["", None])
def test_missing_value_is_a_dash(value, render):
    assert "–</dd>" in render("{% kern_description_list items=items %}", items=[("Web", value)])


def test_zero_is_not_missing(render):
    assert "0</dd>" in render("{% kern_description_list items=items %}", items=[("Gäste", 0)])


def test_words_of_a_progress_come_before_the_bar(render):
    shown = render('{% kern_progress value=3 max=8 label="3 von 8" %}')

    assert shown.index("3 von 8</p>") < shown.index("<progress")


def test_page_without_neighbours_has_no_pagination(render):
    page = Paginator(range(25), 25).page(1)

    assert "<nav" not in render("{% kern_pagination page=page %}", page=page)


def test_pagination_keeps_the_query():
    page = Paginator(range(300), 25).page(5)
    query = QueryDict("stadtteil=a&stadtteil=b&seite=5")

    links = page_links(page, query)

    assert [link.href for link in links if link.is_current] == ["?stadtteil=a&stadtteil=b&seite=5"]
    assert [str(link.number) for link in links] == ["1", "…", "4", "5", "6", "…", "12"]
    assert [link.href for link in links if str(link.number) == "…"] == ["", ""]


def test_shares_add_up():
    parts = [("a", 1, "granted"), ("b", 2, "reserved"), ("c", 0, "blocked"), ("d", 1, "free")]

    assert [(part.start, part.width) for part in segments(parts)] == [
        ("0.00", "25.00"),
        ("25.00", "50.00"),
        ("75.00", "0.00"),
        ("75.00", "25.00"),
    ]


def test_shares_of_nothing_have_no_width():
    assert [part.width for part in segments([("a", 0, "free")])] == ["0.00"]


def test_share_with_an_unknown_pattern_is_refused():
    with pytest.raises(ValueError, match="spent"):
        segments([("a", 1, "spent")])


def test_messages_are_alerts(render):
    class Message:
        level_tag, message = "success", SafeString("Gespeichert.")

    shown = render('{% include "kern/page/messages.html" %}', messages=[Message()])

    assert "kern-alert--success" in shown
    assert 'role="status"' in shown
