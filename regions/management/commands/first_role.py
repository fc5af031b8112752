from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from portal.accounts.services import password_url
from portal.errors import Refused
from regions.models import Bezirk
from regions.roles.services import name_first_leitung_by_email


class Command(BaseCommand):
    help = "Name the first Leitung of a Bezirk. Works once; it is recorded in the audit trail."

    def add_arguments(self, parser):
        parser.add_argument("email")
        parser.add_argument("--name", default="")
        parser.add_argument("--bezirk", default=settings.BEZIRK)

    def handle(self, *, email, name, bezirk, **options):
        try:
            area = Bezirk.objects.get(pk=bezirk)
            assignment = name_first_leitung_by_email(email, name=name, bezirk=area)
        except Bezirk.DoesNotExist:
            raise CommandError(
                f"Den Bezirk {bezirk} gibt es nicht. Sind die Gebiete geladen?"
            ) from None
        except Refused as refusal:
            raise CommandError(refusal.sentence) from None
        self.stdout.write(f"{assignment.user} leitet jetzt {area}. Passwort wählen:")
        self.stdout.write(password_url(assignment.user))
