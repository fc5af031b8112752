from django.apps import AppConfig


class KoordinationConfig(AppConfig):
    name = "koordination"
    verbose_name = "Stadtteilkoordination"
