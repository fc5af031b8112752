import tempfile
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from regions.models import OpenDataLoad
from regions.opendata import files, load, reference
from regions.opendata.download import download
from regions.opendata.sources import OpenDataUnavailable


class Command(BaseCommand):
    help = (
        "Lädt die offenen Daten ganz Berlins: Räume mit Umrissen und alle Adressen. Ein zweiter "
        "Lauf ändert nichts. Läuft mit den Rechten der Anwendung oder des Eigentümers."
    )
    requires_system_checks = []

    def add_arguments(self, parser):
        where = parser.add_mutually_exclusive_group()
        where.add_argument("--folder", type=Path, help="Ordner der Daten (sonst OPEN_DATA_DIR)")
        where.add_argument(
            "--download", action="store_true", help="von den Diensten des Landes Berlin holen"
        )
        parser.add_argument(
            "--every", type=int, default=1, help="nur jede n-te Adresse laden (für Tests)"
        )

    def handle(self, *, folder, every, **options):
        try:
            if options["download"]:
                with tempfile.TemporaryDirectory() as fetched:
                    download(Path(fetched), self.stdout.write)
                    self._load(Path(fetched), every)
            else:
                self._load(folder or files.default_folder(), every)
        except OpenDataUnavailable as problem:
            raise CommandError(str(problem)) from problem

    def _load(self, folder, every):
        if folder is None:
            raise OpenDataUnavailable(
                "Es ist kein Ordner mit den Daten da. Nennen Sie ihn mit --folder oder "
                "OPEN_DATA_DIR, oder holen Sie die Daten mit --download."
            )
        if reference.path_of(settings.BEZIRK).exists():
            # Its Kürzel and special areas count, whatever is loaded first.
            load.load_reference(reference.read(settings.BEZIRK))
        written = load.load_full(folder, every=every)
        for row in OpenDataLoad.objects.all():
            day = row.as_of and f"{row.as_of:%d.%m.%Y}"
            news = "geladen" if row.dataset in written else "unverändert"
            self.stdout.write(
                f"{row.title}: {row.rows} Zeilen, {row.get_scope_display()}, "
                f"Stand {day or 'nicht genannt'}, {news}."
            )
