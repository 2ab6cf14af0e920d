from django.core.management.base import BaseCommand
from django.db import transaction
from tqdm import tqdm

from home.site_tree import build


class Command(BaseCommand):
    help = "Create the pages every portal needs: home, lists, chapters, challenges, Member States."

    @transaction.atomic
    def handle(self, *args, **options) -> None:
        build(progress=lambda items: tqdm(items, desc="Member States", disable=None))
        self.stdout.write("The pages of the portal are in place.")
