"""The pages below which the record stands: the calendar of meetings, and the documents."""

from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from commission.calendar import Calendar
from practices.models import FixedPlace

from .bodies import Body
from .gone import TellsGone
from .meetings import MeetingPage


class MeetingIndexPage(TellsGone, FixedPlace, Page):
    parent_page_types = ["home.HomePage"]
    subpage_types = ["commission.MeetingPage"]
    max_count = 1
    template = "commission/meeting_index_page.html"

    class Meta:
        verbose_name = _("calendar of meetings")

    def get_context(self, request, *args, **kwargs) -> dict:
        context = super().get_context(request, *args, **kwargs)
        calendar = Calendar(request.GET, MeetingPage.objects.all(), Body.objects.public())
        return context | {"calendar": calendar}


class DocumentIndexPage(TellsGone, FixedPlace, Page):
    """Its list is made by the template (commission.document_list)."""

    parent_page_types = ["home.HomePage"]
    subpage_types = ["commission.DocumentPage"]
    max_count = 1
    template = "commission/document_index_page.html"

    class Meta:
        verbose_name = _("list of documents")
