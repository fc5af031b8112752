from django.apps import AppConfig


class KoordinationConfig(AppConfig):
    name = "koordination"
