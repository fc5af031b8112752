from django.apps import AppConfig


class StadtteilkasseConfig(AppConfig):
    name = "stadtteilkasse"
