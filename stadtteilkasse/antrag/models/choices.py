"""What an application offers to choose from."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ApplicantKind(models.TextChoices):
    PERSON = "person", _("Ich als einzelne Person")
    GROUP = "group", _("Eine Gruppe oder Initiative")
    LEGAL_PERSON = "legal_person", _("Ein Verein oder eine Gesellschaft (e. V., gGmbH …)")
    INSTITUTION = "institution", _("Eine Einrichtung (Kita, Schule, Nachbarschaftshaus …)")


class Topic(models.TextChoices):
    MEETING = "meeting", _("Fest und Begegnung")
    GREEN = "green", _("Grün und Umwelt")
    CULTURE = "culture", _("Kultur")
    EDUCATION = "education", _("Bildung")
    SPORT = "sport", _("Sport und Gesundheit")
    INTEGRATION = "integration", _("Zusammenleben und Sprachen")
    HOUSING = "housing", _("Wohnumfeld")
    YOUTH = "youth", _("Kinder und Jugend")
    SENIORS = "seniors", _("Ältere Menschen")
    PARTICIPATION = "participation", _("Mitreden und Information")
    OTHER = "other", _("Etwas anderes")


class TargetGroup(models.TextChoices):
    EVERYBODY = "everybody", _("Alle aus der Nachbarschaft")
    CHILDREN = "children", _("Kinder")
    YOUTH = "youth", _("Jugendliche")
    FAMILIES = "families", _("Familien")
    SENIORS = "seniors", _("Ältere Menschen")
    NEWCOMERS = "newcomers", _("Menschen, die neu hier sind")
    DISABILITIES = "disabilities", _("Menschen mit Behinderung")


class Delivery(models.TextChoices):
    PORTAL = "portal", _("online abholen")
    POST = "post", _("per Post")


class Channel(models.TextChoices):
    ONLINE = "online", _("online")
    CALL = "call", _("am Telefon")
    VISIT = "visit", _("im Büro")
    PAPER = "paper", _("auf Papier")


class AreaAnswer(models.TextChoices):
    """What the person says when another programme has money of its own for the place."""

    HERE = "here", _("Ich möchte das Geld bei der Stadtteilkasse beantragen.")
    REFERRED = "referred", _("Ich habe dort gefragt und soll es hier beantragen.")
    UNSURE = "unsure", _("Das weiß ich nicht. Bitte beraten Sie mich.")


class OwnerConsent(models.TextChoices):
    YES = "yes", _("Ja")
    NOT_NEEDED = "not_needed", _("Braucht es nicht")
    UNCLEAR = "unclear", _("Weiß ich noch nicht")
