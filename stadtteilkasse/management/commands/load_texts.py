from django.core.management.base import BaseCommand

from stadtteilkasse.bescheid.seed import create_klauseln


class Command(BaseCommand):
    help = "Writes the first version of each text of the letters that is not there yet."

    def handle(self, **options):
        create_klauseln()
