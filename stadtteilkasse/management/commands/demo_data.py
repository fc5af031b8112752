from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from stadtteilkasse.akte.demo import commands


class Command(BaseCommand):
    help = "Makes invented people and cases: the cast's, or many in bulk. Not in operation."

    def add_arguments(self, parser):
        parser.add_argument("--antraege", type=int, help="so many cases in bulk")
        parser.add_argument("--seed", type=int, default=1, help="the same seed, the same cases")

    def handle(self, *, antraege, seed, **options):
        if not settings.CLOCK_CAN_BE_SET:
            raise CommandError("Demo data are made with DEMO=1 only, never in operation.")
        made = commands.make_many(antraege, seed) if antraege else commands.make_demo()
        self.stdout.write(f"{made} Anträge")
