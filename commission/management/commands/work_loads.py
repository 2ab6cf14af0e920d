from datetime import timedelta

from django.core.management.base import BaseCommand
from django.utils import timezone

from commission.loads.work import for_seconds, work
from commission.models import Load

SECONDS = 45  # the schedule calls again each minute; other jobs wait meanwhile
KEPT = timedelta(days=30)


class Command(BaseCommand):
    help = "Goes on with tables for the record: checks them, makes public what was applied."

    def handle(self, *args, **options) -> None:
        go_on = for_seconds(SECONDS)
        done, left = (
            Load.objects.due().order_by("pk").work_off(lambda load: work(load, go_on), go_on)
        )
        if done or left:
            self.stdout.write(f"{done} tables done, {left} to be gone on with.")
        self._delete_old()

    def _delete_old(self) -> None:
        """They hold names of speakers; what is public has its own page."""
        for load in Load.objects.filter(uploaded_at__lt=timezone.now() - KEPT):
            load.forget_files()
            load.delete()
