from django.core.management.base import BaseCommand

from stadtteilkasse.akte.workflows import workflows_document


class Command(BaseCommand):
    help = "Print docs/workflows.md: stages and steps of a case, and the states in each room."

    def handle(self, **options):
        self.stdout.write(workflows_document(), ending="")
