from django.core.management.base import BaseCommand, CommandError

from portal.accounts import mfa
from portal.accounts.services import find_user
from portal.errors import Refused


class Command(BaseCommand):
    help = "Take away a person's second factor; they set up a new one at the next login."

    def add_arguments(self, parser):
        parser.add_argument("email")

    def handle(self, *, email, **options):
        user = find_user(email)
        if user is None:
            raise CommandError(f"Zu {email} gibt es kein Konto.")
        try:
            mfa.reset(user, actor=None)
        except Refused as refusal:
            raise CommandError(refusal.sentence) from None
        self.stdout.write(f"{user} richtet bei der nächsten Anmeldung einen neuen ein.")
