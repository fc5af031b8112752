"""What a Sitzung and a vote are. Pure Python."""

from django.db.models import TextChoices


class SitzungForm(TextChoices):
    PRESENT = "present", "vor Ort"
    VIDEO = "video", "als Videokonferenz"
    CIRCULATION = "circulation", "im Umlauf"


class ItemState(TextChoices):
    OPEN = "open", "offen"
    VOTED = "voted", "abgestimmt"
    ADJOURNED = "adjourned", "vertagt"
    REMOVED = "removed", "abgesetzt"


class VoteResult(TextChoices):
    FULL = "full", "voll"
    REDUCED = "reduced", "mit weniger Geld"
    NO = "no", "abgelehnt"
    ADJOURNED = "adjourned", "vertagt"
