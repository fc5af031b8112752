"""KERN components as template tags: `{% load kern %}`. The pattern page `/_kern/` shows them.

All arguments are keyword-only, so a typo fails when the template is compiled. Every component has
one template in `templates/kern/`, whose first comment names its variables. `kind` is `info`,
`success`, `warning` or `danger` (badges also `neutral`). `items` are lists that the view builds:
tuples in the order given here, or dicts where names are given.

Messages and states

    {% kern_alert kind="warning" title=_("Noch nicht gesendet") %}<p>…</p>{% endkern_alert %}
    {% kern_badge text=_("fertig") kind="success" %}
    {% kern_progress value=3 max=8 label=_("3 von 8 Teilen fertig") %}
    {% kern_stepper current=2 total=7 label=_("Ihre Aktion") %}
    {% kern_figure_bar label=_("Geld in diesem Jahr") parts=parts %}
        parts: (words, value, pattern); pattern = granted | reserved | blocked | free
    {% kern_icon name="calendar-today" %}                    (decoration; words stand beside it)

Actions

    {% kern_button label=_("Weiter") %}                      (kind=primary | secondary | tertiary)
    {% kern_button label=_("Zurück") kind="secondary" name="step" value="back" %}
    {% kern_link_button label=_("Antrag stellen") href=url %}
    {% kern_actions %}buttons side by side{% endkern_actions %}

Forms (the fields come from the form renderer: `{{ form.title.as_field_group }}`)

    <form method="post" novalidate>{% sending_fields %}
    {% kern_error_summary form=form %}                       (several: forms=list; formsets too)
    {% kern_fieldset legend=_("Wo und wann?") hint=_("…") %}fields{% endkern_fieldset %}

Navigation

    {% kern_breadcrumb items %}                        items: (label, url); the last: (label, "")
    {% kern_tabs label=_("Teile des Antrags") items=items %} items: (label, url, is current)
    {% kern_pagination page=page query=request.GET %}        the view reads request.GET.get("seite")
    {% kern_filter_chips items=items clear_href=url %}       items: (label, url without this filter)

Content

    {% kern_card title=_("Stadtteilbüro") %}<p>…</p>{% endkern_card %}
                                                      (href=url: the whole card is a link)
    {% kern_summary title=_("Kosten") edit_href=url %}…{% endkern_summary %}
    {% kern_description_list items=pairs %}                  items: (term, value)
    {% kern_descriptions %}
        {% kern_description term=_("Ort") %}{{ case.place }}{% endkern_description %}
    {% endkern_descriptions %}
    {% kern_task_list items=items %}     items: dicts label, href, status, kind; optional hint
    {% kern_timeline items=items %}      items: dicts when, text; optional detail, kind
    {% kern_steps items=items %}         items: (title, text)
    {% kern_accordion title=_("Was geht nicht?") %}<p>…</p>{% endkern_accordion %}
    {% kern_table caption=_("Kosten") %}
        <thead><tr><th scope="col">…</th><th scope="col" class="number">…</th></tr></thead>
        <tbody><tr><th scope="row">…</th><td class="number">…</td></tr></tbody>
    {% endkern_table %}                  (class="number" for figures, "action" for buttons)
"""

from django import template
from django.template.loader import get_template

from portal.kern.bars import segments
from portal.kern.errors import summary_lines
from portal.kern.pages import page_links

register = template.Library()

KINDS = ("info", "success", "warning", "danger")
BUTTON_KINDS = ("primary", "secondary", "tertiary")


def render(component, **context):
    return get_template(f"kern/{component}.html").render(context)


def one_of(value, allowed):
    if value not in allowed:
        raise template.TemplateSyntaxError(f"“{value}” is none of {', '.join(allowed)}")
    return value


# Messages and states


@register.simple_block_tag
def kern_alert(content, *, title, kind="info", level=2, live=False):
    kind = one_of(kind, KINDS)
    return render("alert", content=content, title=title, kind=kind, level=level, live=live)


@register.inclusion_tag("kern/badge.html")
def kern_badge(*, text, kind="info"):
    return {"text": text, "kind": one_of(kind, (*KINDS, "neutral"))}


@register.inclusion_tag("kern/icon.html")
def kern_icon(*, name, size="default"):
    return {"name": name, "size": size}


@register.inclusion_tag("kern/progress.html")
def kern_progress(*, value, max, label):
    return {"value": value, "max": max, "label": label}


@register.inclusion_tag("kern/stepper.html")
def kern_stepper(*, current, total, label):
    return {"current": current, "total": total, "label": label}


@register.inclusion_tag("kern/figure_bar.html")
def kern_figure_bar(*, label, parts, words=True):
    return {"label": label, "segments": segments(parts), "words": words}


# Actions


@register.inclusion_tag("kern/button.html")
def kern_button(
    *, label, kind="primary", type="submit", name="", value="", icon="", block=False, form=""
):
    return {
        "label": label,
        "kind": one_of(kind, BUTTON_KINDS),
        "type": type,
        "name": name,
        "value": value,
        "icon": icon,
        "block": block,
        "form": form,
    }


@register.inclusion_tag("kern/link_button.html")
def kern_link_button(*, label, href, kind="primary", icon="", block=False, download=False):
    return {
        "label": label,
        "href": href,
        "kind": one_of(kind, BUTTON_KINDS),
        "icon": icon,
        "block": block,
        "download": download,
    }


@register.simple_block_tag
def kern_actions(content):
    return render("actions", content=content)


# Forms


@register.inclusion_tag("kern/error_summary.html")
def kern_error_summary(*, form=None, forms=()):
    return {"lines": summary_lines([form, *forms] if form is not None else forms)}


@register.simple_block_tag
def kern_fieldset(content, *, legend, hint="", error="", id=""):
    return render("fieldset", content=content, legend=legend, hint=hint, error=error, id=id)


# Navigation


@register.inclusion_tag("kern/breadcrumb.html")
def kern_breadcrumb(items):
    return {"items": items}


@register.inclusion_tag("kern/tabs.html")
def kern_tabs(*, label, items):
    return {"label": label, "items": items}


@register.inclusion_tag("kern/pagination.html")
def kern_pagination(*, page, query=""):
    return {"page": page, "links": page_links(page, query)}


@register.inclusion_tag("kern/filter_chips.html")
def kern_filter_chips(*, items, clear_href=""):
    return {"items": items, "clear_href": clear_href}


# Content


@register.simple_block_tag
def kern_card(content, *, title, href="", preline="", subline="", level=2):
    return render(
        "card",
        content=content,
        title=title,
        href=href,
        preline=preline,
        subline=subline,
        level=level,
    )


@register.simple_block_tag
def kern_summary(content, *, title, edit_href="", number="", level=2):
    return render(
        "summary", content=content, title=title, edit_href=edit_href, number=number, level=level
    )


@register.inclusion_tag("kern/description_list.html")
def kern_description_list(*, items):
    return {"items": items}


@register.simple_block_tag
def kern_descriptions(content):
    return render("descriptions", content=content)


@register.simple_block_tag
def kern_description(content, *, term):
    return render("description", term=term, value=content if content.strip() else "")


@register.inclusion_tag("kern/task_list.html")
def kern_task_list(*, items):
    return {"items": items}


@register.inclusion_tag("kern/timeline.html")
def kern_timeline(*, items):
    return {"items": items}


@register.inclusion_tag("kern/steps.html")
def kern_steps(*, items):
    return {"items": items}


@register.simple_block_tag
def kern_accordion(content, *, title, open=False):
    return render("accordion", content=content, title=title, open=open)


@register.simple_block_tag
def kern_table(content, *, caption, hide_caption=False, small=False, sticky=False):
    return render(
        "table",
        content=content,
        caption=caption,
        hide_caption=hide_caption,
        small=small,
        sticky=sticky,
    )
