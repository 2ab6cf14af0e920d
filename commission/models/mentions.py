"""Which public texts name which documents."""

from django.db import models

from practices.models import ContributionPage


class Mention(models.Model):
    """Written when a text goes public, for each symbol in it, whether the document is here or not.

    A row stays when its page is withdrawn; whoever reads rows asks for published pages.
    """

    page = models.ForeignKey(ContributionPage, models.CASCADE, related_name="mentions")
    symbol_key = models.CharField(max_length=100, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["page", "symbol_key"], name="one_mention")]

    def __str__(self) -> str:
        return f"{self.page_id}: {self.symbol_key}"
