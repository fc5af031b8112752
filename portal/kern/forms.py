"""Forms look like KERN without the form knowing it: `{{ form.title.as_field_group }}`.

The renderer gives every bound field its KERN classes and its group template. Optional fields are
marked „(freiwillig)“; a form that asks for nothing in particular (a filter) sets
`marks_optional = False`. Limits of a textarea are told and checked, but never cut what is pasted.
"""

from django import forms
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting
from django.utils.translation import gettext_lazy as _

# The first line whose widget class fits decides: subclasses stand before their base. Class names
# stand here in full, because the build keeps of KERN's styles what it finds named in the sources.
LAYOUTS = (
    (
        forms.CheckboxSelectMultiple,
        "choices",
        "kern-form-check__checkbox",
        "kern-form-check__checkbox--error",
    ),
    (forms.RadioSelect, "choices", "kern-form-check__radio", "kern-form-check__radio--error"),
    (
        forms.CheckboxInput,
        "check",
        "kern-form-check__checkbox",
        "kern-form-check__checkbox--error",
    ),
    (forms.SelectMultiple, "input", "kern-form-input__input", "kern-form-input__input--error"),
    (forms.Select, "select", "kern-form-input__select", "kern-form-input__select--error"),
    (forms.Widget, "input", "kern-form-input__input", "kern-form-input__input--error"),
)

# In place of Django's „Dieses Feld ist zwingend erforderlich.“
REQUIRED = {
    "choices": _("Bitte wählen Sie etwas aus."),
    "check": _("Bitte setzen Sie hier ein Häkchen."),
    "select": _("Bitte wählen Sie etwas aus."),
    "input": _("Bitte füllen Sie dieses Feld aus."),
}


class KernBoundField(BoundField):
    def __init__(self, form, field, name):
        super().__init__(form, field, name)
        if field.error_messages.get("required") == forms.Field.default_error_messages["required"]:
            field.error_messages["required"] = REQUIRED[self.layout]

    @property
    def layout(self):
        return self._look[0]

    @property
    def group_template(self):
        return f"kern/form/{self.layout}.html"

    @property
    def is_marked_optional(self):
        return (
            not self.field.required
            and self.layout != "check"
            and getattr(self.form, "marks_optional", True)
        )

    @property
    def limit(self):
        """Characters that a textarea takes, or None."""
        is_long_text = isinstance(self.field.widget, forms.Textarea)
        return getattr(self.field, "max_length", None) if is_long_text else None

    def build_widget_attrs(self, attrs, widget=None):
        attrs = super().build_widget_attrs(attrs, widget)
        # The server answers with sentences; the browser's own bubbles would come first and in
        # the language of the browser.
        attrs.pop("required", None)
        if self.layout == "choices":
            attrs.pop("aria-invalid", None)
        if self.limit:
            attrs |= {"maxlength": False, "data-limit": self.limit}
        return attrs | {"class": self._classes}

    @property
    def _look(self):
        return next(look for widget, *look in LAYOUTS if isinstance(self.field.widget, widget))

    @property
    def _classes(self):
        _, plain, error = self._look
        classes = (plain, error if self.errors else "", self.field.widget.attrs.get("class"))
        return " ".join(filter(None, classes))


class KernRenderer(TemplatesSetting):
    form_template_name = "kern/form/form.html"
    formset_template_name = "kern/form/formset.html"
    field_template_name = "kern/form/field.html"
    bound_field_class = KernBoundField
