"""Signal receivers: counts are written down at the end of a request."""

from django.core.signals import request_finished

from . import counters

request_finished.connect(counters.write_if_due, dispatch_uid="usage")
