from django import forms

from portal import clock
from portal.money import EuroField, format_euro
from stadtteilkasse.haushalt.domain import CENT, ZERO, Sperre

FIRST_YEAR = 2016
ALL_REGIONS = "all"

IN_PERCENT, IN_EURO = "percent", "euro"
UNITS = [(IN_PERCENT, "Prozent vom Ansatz"), (IN_EURO, "Euro")]
HUNDRED = 100


class ReasonField(forms.CharField):
    def __init__(self):
        super().__init__(
            label="Grund",
            max_length=200,
            help_text="Ein Satz, der im Buchungsjournal steht. Bitte keine Namen von Privatleuten.",
        )


class OpenYearForm(forms.Form):
    """A year with the Ansatz of each region; filled in as the year before was."""

    year = forms.IntegerField(label="Jahr")
    kapitel = forms.CharField(label="Kapitel", max_length=10)
    titel = forms.CharField(label="Titel", max_length=10)

    def __init__(self, *args, regions, last_year=None, **kwargs):
        super().__init__(*args, **kwargs)
        this_year = clock.today().year
        self.regions = regions
        self.fields["year"].initial = last_year.year + 1 if last_year else this_year
        self.fields["year"].validators += [_years_between(FIRST_YEAR, this_year + 2)]
        if last_year:
            self.fields["kapitel"].initial = last_year.kapitel
            self.fields["titel"].initial = last_year.titel
        before = _ansaetze(last_year)
        for region in regions:
            self.fields[_field_of(region)] = EuroField(
                label=region.name, initial=before.get(region.pk), min_value=ZERO
            )

    @property
    def region_fields(self):
        return [self[_field_of(region)] for region in self.regions]

    @property
    def values(self):
        """The arguments of `services.open_year`."""
        data = self.cleaned_data
        return {
            "year": data["year"],
            "kapitel": data["kapitel"],
            "titel": data["titel"],
            "allotments": {region: data[_field_of(region)] for region in self.regions},
        }


def _field_of(region):
    return f"ansatz_{region.pk}"


def _ansaetze(haushaltsjahr):
    if haushaltsjahr is None:
        return {}
    budgets = haushaltsjahr.budgets.all()
    return {budget.region_id: budget.money.ordered_ansatz for budget in budgets}


def _years_between(first, last):
    def check(year):
        if not first <= year <= last:
            raise forms.ValidationError(f"Bitte ein Jahr von {first} bis {last} eingeben.")

    return check


class RegionsForm(forms.Form):
    """Forms about regions of one year. `moneys` are pairs of region and Money, or None."""

    def __init__(self, *args, moneys, **kwargs):
        super().__init__(*args, **kwargs)
        self.moneys = moneys
        self.regions = {region.pk: region for region, _ in moneys}
        self.with_kasse = [(region, money) for region, money in moneys if money]


class AnsatzForm(RegionsForm):
    region = forms.ChoiceField(label="Stadtteil")
    ansatz = EuroField(
        label="Neuer Ansatz für das ganze Jahr",
        min_value=ZERO,
        help_text="Was schon bewilligt oder reserviert ist, bleibt. Reicht das freie Geld für eine "
        "Kürzung nicht, steht der Rest als „nicht gedeckt“ da und wird später eingezogen.",
    )
    reason = ReasonField()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["region"].choices = [
            ("", "Bitte wählen"),
            *((region.pk, _ansatz_words(region, money)) for region, money in self.moneys),
        ]

    def clean_region(self):
        return self.regions[self.cleaned_data["region"]]


def _ansatz_words(region, money):
    if money is None:
        return f"{region} (noch keine Kasse)"
    return f"{region} (bisher {format_euro(money.ordered_ansatz)} €)"


class SperreForm(RegionsForm):
    region = forms.ChoiceField(label="Für welchen Stadtteil?")
    unit = forms.ChoiceField(
        label="Wie ist die Sperre angegeben?",
        choices=UNITS,
        widget=forms.RadioSelect,
        initial=IN_PERCENT,
    )
    value = EuroField(
        label="Wie hoch ist die Sperre insgesamt?",
        min_value=ZERO,
        help_text="0 hebt die Sperre auf. Sie gilt auch, wenn weniger frei ist: Der Rest steht als "
        "„nicht gedeckt“ da und wird eingezogen, sobald Geld frei wird.",
    )
    reason = ReasonField()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["value"].suffix = ""
        self.fields["region"].choices = [
            (ALL_REGIONS, "alle Stadtteile"),
            *((region.pk, _blocked_words(region, money)) for region, money in self.with_kasse),
        ]

    def clean(self):
        data = super().clean()
        if data.get("unit") == IN_PERCENT and (data.get("value") or 0) > HUNDRED:
            self.add_error("value", "Mehr als 100 Prozent gibt es nicht. Meinen Sie Euro?")
        return data

    @property
    def chosen_regions(self):
        chosen = self.cleaned_data["region"]
        regions = [region for region, _ in self.with_kasse]
        return regions if chosen == ALL_REGIONS else [self.regions[chosen]]

    @property
    def sperre(self):
        data = self.cleaned_data
        return Sperre(data["value"], in_percent=data["unit"] == IN_PERCENT)


def _blocked_words(region, money):
    return f"{region} (bisher {format_euro(money.ordered_sperre)} € gesperrt)"


class TransferForm(RegionsForm):
    source = forms.ChoiceField(label="Von")
    target = forms.ChoiceField(label="An")
    amount = EuroField(label="Betrag", min_value=CENT)
    reason = ReasonField()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        choices = [("", "Bitte wählen"), *(_free_choice(*pair) for pair in self.with_kasse)]
        self.fields["source"].choices = self.fields["target"].choices = choices

    def clean_source(self):
        return self.regions[self.cleaned_data["source"]]

    def clean_target(self):
        return self.regions[self.cleaned_data["target"]]


def _free_choice(region, money):
    return region.pk, f"{region} (frei {format_euro(money.free)} €)"
