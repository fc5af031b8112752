from django import forms

from stadtteilkasse.antrag.declarations import missing_declarations


class DeclarationsForm(forms.Form):
    """A box for each declaration, none ticked that was not ticked before."""

    def __init__(self, *args, asked, declared, **options):
        super().__init__(*args, initial=dict.fromkeys(declared, True), **options)
        self.asked = asked
        for row in asked:
            self.fields[row.code] = forms.BooleanField(label=row.words, required=False)

    def clean(self):
        declared = {code for code, ticked in self.cleaned_data.items() if ticked}
        for code, sentence in missing_declarations(declared, self.asked).items():
            self.add_error(code, sentence)
        return self.cleaned_data

    @property
    def words(self):
        """What was declared, as {code: words on the screen}."""
        return {row.code: row.words for row in self.asked if self.cleaned_data.get(row.code)}

    @property
    def required_fields(self):
        return [self[row.code] for row in self.asked if row.required]

    @property
    def consent_fields(self):
        return [self[row.code] for row in self.asked if not row.required]
