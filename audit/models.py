"""The trail: who did what, when, with what effect. Rows are added and never touched again.

Each row carries the fingerprint of the row before it, so that a change, a gap or a lost end shows.
PostgreSQL refuses UPDATE and DELETE by a trigger (migration 0002); names stay when users go,
until a person asks to be forgotten: then another name stands there, and an entry says so.
"""

import hashlib
import json
from typing import Never

from django.core.exceptions import PermissionDenied
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class AuditQuerySet(models.QuerySet):
    def update(self, **values) -> Never:
        raise PermissionDenied(_("The trail cannot be changed."))

    def delete(self) -> Never:
        raise PermissionDenied(_("The trail cannot be deleted."))

    def forget(self, **values) -> int:
        """Take a name out; only audit.erase() calls it, and its entry tells of every row."""
        with transaction.atomic():
            if connection.vendor == "postgresql":
                with connection.cursor() as cursor:
                    cursor.execute("SET LOCAL portal.erasing = 'on'")
            return super().update(**values)

    def of_page(self, page) -> "AuditQuerySet":
        return self.filter(page_id=page.pk)


class AuditHead(models.Model):
    """The end of the chain: one row, locked while the next entry is added."""

    number = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name = _("end of the trail")

    def __str__(self) -> str:
        return str(self.number)


class AuditEntry(models.Model):
    number = models.PositiveBigIntegerField(_("number"), unique=True)
    when = models.DateTimeField(_("when"), default=timezone.now, db_index=True)
    actor_id = models.BigIntegerField(_("id of the person"), null=True)
    actor_name = models.CharField(_("who"), max_length=255, blank=True)
    action = models.CharField(_("what"), max_length=60, db_index=True)
    page_id = models.BigIntegerField(_("id of the page"), null=True, db_index=True)
    page_title = models.CharField(_("page"), max_length=255, blank=True)
    before = models.JSONField(_("before"), default=dict)
    after = models.JSONField(_("after"), default=dict)
    previous_hash = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)

    objects = AuditQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        verbose_name = _("entry of the trail")
        verbose_name_plural = _("trail")

    def __str__(self) -> str:
        return f"{self.number} {self.action} {self.page_title}"

    def save(self, *args, **kwargs) -> None:
        if not self._state.adding:
            raise PermissionDenied(_("The trail cannot be changed."))
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs) -> Never:
        raise PermissionDenied(_("The trail cannot be deleted."))

    def fingerprint(self) -> str:
        """Over everything the row says and the fingerprint of the row before."""
        names = [
            field.name for field in self._meta.local_fields if field.name not in ("id", "hash")
        ]
        values = {name: getattr(self, name) for name in names} | {"when": self.when.isoformat()}
        text = json.dumps(values, sort_keys=True, ensure_ascii=False, cls=DjangoJSONEncoder)
        return hashlib.sha256(text.encode()).hexdigest()
