"""Lines of the error summary."""

from typing import NamedTuple


class ErrorLine(NamedTuple):
    text: str
    href: str


def summary_lines(forms):
    """One line per error of the bound forms and formsets, with a link to its field."""
    return [line for form in forms if form.is_bound for line in lines_of(form)]


def lines_of(form):
    if hasattr(form, "non_form_errors"):
        yield from (ErrorLine(text, "") for text in form.non_form_errors())
        for member in form.forms:
            yield from lines_of(member)
        return
    for name, errors in form.errors.items():
        if name not in form.fields:
            yield from (ErrorLine(text, "") for text in errors)
            continue
        href, label = f"#{target_id(form[name])}", lead(form[name].label)
        yield from (ErrorLine(f"{label} {text}", href) for text in errors)


def lead(label):
    """The label before a sentence: a question stays one, other words get a colon."""
    return str(label) if str(label).endswith(("?", ":", ".", "!")) else f"{label}:"


def target_id(field):
    """The id that the link jumps to: groups of radio buttons have none, so their first button."""
    return field.id_for_label or f"{field.auto_id}_0"
