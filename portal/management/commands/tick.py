from django.core.management.base import BaseCommand, CommandError

from portal.jobs.tick import tick


class Command(BaseCommand):
    help = "Tut alles, was fällig ist. Darf jederzeit und beliebig oft laufen."

    def handle(self, **options):
        if not tick():
            raise CommandError("Nicht alle Schritte sind gelungen; das Log nennt sie.")
