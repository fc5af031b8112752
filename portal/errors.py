"""What a service says when it does not do what it was asked."""


class Refused(Exception):
    """A refusal that carries the sentence for the person who asked."""

    def __init__(self, sentence):
        super().__init__(sentence)
        self.sentence = sentence


class Stale(Refused):
    """Somebody else changed the row in the meantime; `row` is how it stands now."""

    def __init__(self, row):
        super().__init__(
            "Jemand anderes hat das inzwischen geändert. "
            "Bitte sehen Sie sich den neuen Stand an und speichern Sie dann noch einmal."
        )
        self.row = row
