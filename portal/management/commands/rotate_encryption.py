from django.core.management.base import BaseCommand
from django.db import transaction

from alerts.models import Alert
from common import encryption
from opendata.models import Webhook
from workshops.state_keys.rotation import rotate_keys


class Command(BaseCommand):
    help = "Encrypt addresses and secrets anew with the first key; afterwards old keys may go."

    @transaction.atomic
    def handle(self, *args, **options) -> None:
        alerts = Alert.objects.select_for_update()
        for alert in alerts.iterator():
            alert.email = alert.email
            alert.save(update_fields=["address", "address_key"])
        for webhook in Webhook.objects.select_for_update():
            webhook.secret = encryption.rotate(webhook.secret)
            webhook.save(update_fields=["secret"])
        self.stdout.write(
            f"{alerts.count()} addresses and {rotate_keys()} keys of States encrypted with the "
            "current key."
        )
