from django.core.management.base import BaseCommand, CommandError

from portal.audit.verify import verify


class Command(BaseCommand):
    help = "Prüft das Protokoll von Anfang bis Ende und nennt den ersten Eintrag, der nicht stimmt."

    def handle(self, **options):
        count, finding = verify()
        if finding:
            raise CommandError(f"Eintrag {finding.seq}: {finding.sentence}", returncode=1)
        self.stdout.write(f"Das Protokoll ist vollständig: {count} Einträge.")
