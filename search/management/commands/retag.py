from django.core.management.base import BaseCommand

from search.retagging import retag


class Command(BaseCommand):
    help = "Works out the concepts of contributions again whose labels were changed."

    def handle(self, *args: object, **options: object) -> None:
        while retag():
            pass
