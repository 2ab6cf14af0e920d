"""A national drug strategy, action plan or law."""

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

from practices import panels
from practices.file_texts import ShownFile
from practices.timeline import timeline

from .contributions import ContributionPage
from .rows import Row, rows_of


class StrategyPage(ContributionPage):
    class Kind(models.TextChoices):
        STRATEGY = "strategy", _("Strategy")
        ACTION_PLAN = "action_plan", _("Action plan")
        LAW = "law", _("Law")

    kind = models.CharField(
        _("kind"), max_length=20, choices=Kind, default=Kind.STRATEGY, blank=True
    )
    adopting_body = models.CharField(_("adopted by"), max_length=500, blank=True)
    adopted_on = models.DateField(_("adopted on"), null=True, blank=True)
    document = models.ForeignKey(
        "wagtaildocs.Document",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("the document itself"),
    )
    supersedes = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="superseded_by",
        verbose_name=_("supersedes"),
    )

    address_prefix = "strategies"
    template = "practices/strategy_page.html"
    section_fields = ["objectives"]
    content_panels = panels.STRATEGY
    search_fields = [
        *ContributionPage.search_fields,
        index.SearchField("adopting_body"),
    ]

    class Meta:
        verbose_name = _("strategy")
        verbose_name_plural = _("strategies")

    def shown_files(self) -> list[ShownFile]:
        own = [ShownFile("", self.document_id, self.language)] if self.document_id else []
        return [*own, *super().shown_files()]

    @property
    def type_label(self) -> str | Promise:
        return self.get_kind_display() or _("Strategy")

    def get_context(self, request, *args, **kwargs) -> dict:
        context = super().get_context(request, *args, **kwargs)
        context["timeline"] = timeline(self._of_the_state())
        return context

    def _of_the_state(self) -> "list[StrategyPage | Row]":
        """What the public may see of the State's strategies; a preview is among them."""
        public = ContributionPage.objects.published().filter(strategypage__isnull=False)
        return [*rows_of(public.filter(state=self.state_id).exclude(pk=self.pk)), self]

    @property
    def public_supersedes(self) -> None:
        """The strategy before this one, if the public may see it."""
        return StrategyPage.objects.published().filter(pk=self.supersedes_id).first()

    @property
    def public_superseded_by(self) -> None:
        """The strategy after this one, if the public may see it."""
        return StrategyPage.objects.published().filter(supersedes=self).first()
