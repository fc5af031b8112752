"""What the pages of an application have in common."""

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from stadtteilkasse.antrag import answers

YES_NO = [("True", _("Ja")), ("False", _("Nein"))]


class YesNoField(forms.TypedChoiceField):
    """Yes or No as two buttons; None when unanswered, so that nothing is answered by silence."""

    def __init__(self, **options):
        super().__init__(
            choices=YES_NO,
            coerce=lambda value: value == "True",
            empty_value=None,
            widget=forms.RadioSelect,
            **options,
        )

    def prepare_value(self, value):
        return {True: "True", False: "False"}.get(value, value)


class PageForm(forms.ModelForm):
    """One page of an application: what must be answered comes from `answers`, by the page's slug.

    It only reads and checks; the services save `form.answers`.
    """

    slug = ""

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        for name, sentence in answers.REQUIRED.get(self.slug, {}).items():
            if name in self.fields:
                self.fields[name].required = True
                self.fields[name].error_messages["required"] = sentence
        for field in self.fields.values():
            say_too_long(field)

    def clean(self):
        """Not the model's own checks: their sentences are for developers."""
        for name, sentence in answers.problems(self.slug, self.known_answers).items():
            if name in self.fields and name not in self.errors:
                self.add_error(name, sentence)
        return self.cleaned_data

    @property
    def known_answers(self):
        """What is known on this page; forms add what was answered before and decides here."""
        return self.cleaned_data

    @property
    def answers(self):
        return {name: self.cleaned_data[name] for name in self.fields if name in self.cleaned_data}


def say_too_long(field):
    """Answer a text that is too long with a sentence in plain words."""
    for validator in field.validators:
        if isinstance(validator, MaxLengthValidator):
            validator.message = format_lazy(
                _("Das ist zu lang. Hier passen höchstens {most} Zeichen hinein."),
                most=validator.limit_value,
            )
