from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from regions.opendata import load, reference
from regions.opendata.sources import SOURCES, OpenDataUnavailable


class Command(BaseCommand):
    help = "Lädt den Auszug des Bezirks, der zum Programm gehört. Ein zweiter Lauf ändert nichts."
    requires_system_checks = []

    def handle(self, **options):
        try:
            written = load.load_reference(reference.read(settings.BEZIRK))
        except OpenDataUnavailable as problem:
            raise CommandError(str(problem)) from problem
        for name in written:
            self.stdout.write(f"{SOURCES[name].title}: aus dem Auszug geladen.")
        if not written:
            self.stdout.write("Der Auszug ist schon geladen.")
