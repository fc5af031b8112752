import datetime as dt

import pytest
from django import forms

from portal.kern.errors import summary_lines
from portal.kern.fields import DateField, TimeField


class PlanForm(forms.Form):
    title = forms.CharField(label="Wie heißt Ihre Aktion?", help_text="Kurz")
    place = forms.CharField(label="Ort", required=False)
    text = forms.CharField(label="Text", max_length=10, widget=forms.Textarea, required=False)
    kind = forms.ChoiceField(label="Wer?", choices=[("a", "A")], widget=forms.RadioSelect)
    agreed = forms.BooleanField(label="Ja")

    def clean(self):
        raise forms.ValidationError("So geht das nicht.")


def group(name, data=None):
    return " ".join(PlanForm(data)[name].as_field_group().split())


def test_field_names_its_hint_and_its_error():
    shown = group("title", {})

    assert 'aria-describedby="id_title_helptext id_title_error"' in shown
    assert 'aria-invalid="true"' in shown
    assert 'id="id_title_helptext">Kurz' in shown
    assert '<p class="kern-body">Bitte füllen Sie dieses Feld aus.</p>' in shown


def test_only_optional_fields_are_marked():
    marked = [name for name in PlanForm().fields if "(freiwillig)" in group(name)]

    assert marked == ["place", "text"]


def test_filter_marks_nothing():
    class Filter(PlanForm):
        marks_optional = False

    assert "(freiwillig)" not in Filter()["place"].as_field_group()


def test_browser_does_not_check():
    assert [name for name in PlanForm().fields if " required" in group(name)] == []


def test_long_text_is_counted_and_never_cut():
    shown = group("text")

    assert 'data-limit="10"' in shown
    assert "maxlength" not in shown


def test_choices_are_a_group_with_a_legend():
    shown = group("kind", {})

    assert '<legend class="kern-label">Wer?' in shown
    assert 'aria-describedby="id_kind_error"' in shown
    assert 'class="kern-form-check__radio kern-form-check__radio--error"' in shown


def test_summary_leads_to_each_field():
    lines = summary_lines([PlanForm({})])

    assert [(line.text, line.href) for line in lines] == [
        ("Wie heißt Ihre Aktion? Bitte füllen Sie dieses Feld aus.", "#id_title"),
        ("Wer? Bitte wählen Sie etwas aus.", "#id_kind_0"),
        ("Ja: Bitte setzen Sie hier ein Häkchen.", "#id_agreed"),
        ("So geht das nicht.", ""),
    ]


def test_unbound_form_has_no_summary(render):
    assert render("{% kern_error_summary form=form %}", form=PlanForm()).strip() == ""


def test_summary_covers_formsets(render):
    formset = forms.formset_factory(PlanForm, min_num=2, validate_min=True, extra=0)(
        {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "0", "form-0-title": "Fest"}
    )

    hrefs = [line.href for line in summary_lines([formset])]

    assert hrefs == ["", "#id_form-0-kind_0", "#id_form-0-agreed", ""]


@pytest.mark.parametrize(
    "typed", ["2026-03-12", "12.3.2026", "12.03.26", "12/03/2026", " 12.3.2026 "]
)
def test_day_is_understood(typed):
    assert DateField().clean(typed) == dt.date(2026, 3, 12)


@pytest.mark.parametrize("typed", ["14:30", "14.30"])
def test_time_is_understood(typed):
    assert TimeField().clean(typed) == dt.time(14, 30)


def test_day_is_sent_to_the_browser_as_iso():
    class DayForm(forms.Form):
        day = DateField(initial=dt.date(2026, 3, 12))

    assert 'type="date" name="day" value="2026-03-12"' in str(DayForm()["day"])
