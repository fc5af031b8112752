from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from regions.opendata import files, reference
from regions.opendata.sources import OpenDataUnavailable


class Command(BaseCommand):
    help = "Rechnet den eigenen kleinen Auszug eines Bezirks aus den vollständigen offenen Daten."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--bezirk", default=settings.BEZIRK, help="Schlüssel, etwa 01")
        parser.add_argument("--folder", type=Path, help="Ordner der Daten (sonst OPEN_DATA_DIR)")

    def handle(self, *, bezirk, folder, **options):
        folder = folder or files.default_folder()
        if folder is None:
            raise CommandError("Nennen Sie mit --folder oder OPEN_DATA_DIR den Ordner der Daten.")
        try:
            path = reference.write(reference.build(bezirk, folder))
        except OpenDataUnavailable as problem:
            raise CommandError(str(problem)) from problem
        self.stdout.write(f"{path.name}: {path.stat().st_size} Bytes.")
