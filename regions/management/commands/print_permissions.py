from django.core.management.base import BaseCommand

from regions.roles.document import permissions_document


class Command(BaseCommand):
    help = "Print docs/permissions.md: the roles, and who may enter which page."

    def handle(self, **options):
        self.stdout.write(permissions_document(), ending="")
