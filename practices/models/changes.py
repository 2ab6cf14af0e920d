"""Changes of what the public reads, counted: pages are kept for as long as the count stands."""

from django.db import connection, models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

KEPT = 100  # rows


class PublicChangeManager(models.Manager["PublicChange"]):
    def note(self) -> None:
        """Count a change, in the transaction that makes it.

        A row of its own and no counter: two publications must not wait for each other.
        """
        row = self.create()
        if row.pk % KEPT == 0:
            self.filter(pk__lt=row.pk - KEPT).delete()

    def stamp(self) -> str:
        """A text that is never the same after a change.

        The number of rows tells of one that was numbered early and committed late. Read without
        the ORM, which takes longer for it than the database: each visitor asks.
        """
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT MIN(id), MAX(id), COUNT(*) FROM {self.model._meta.db_table}")  # noqa: S608
            return "{}-{}-{}".format(*cursor.fetchone())


class PublicChange(models.Model):
    at = models.DateTimeField(_("at"), default=timezone.now)

    objects = PublicChangeManager()

    class Meta:
        verbose_name = _("change of public content")
        verbose_name_plural = _("changes of public content")

    def __str__(self) -> str:
        return str(self.at)
