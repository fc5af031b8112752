from django.core.management.base import BaseCommand

from portal.jobs import worker


class Command(BaseCommand):
    help = "Verschickt Mails, erstellt Briefe und tut jede Minute, was fällig ist."

    def handle(self, **options):
        worker.run()
