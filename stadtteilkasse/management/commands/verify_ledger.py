from django.core.management.base import BaseCommand, CommandError

from stadtteilkasse.haushalt.queries import verify_ledger


class Command(BaseCommand):
    help = "Rechnet alle Summen aus den Buchungen nach und nennt die erste, die nicht stimmt."

    def handle(self, **options):
        difference = verify_ledger()
        if difference:
            raise CommandError(difference, returncode=1)
        self.stdout.write("Alle Summen stimmen mit den Buchungen überein.")
