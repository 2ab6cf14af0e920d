"""The form of Wagtail's editor for entries of the record."""

from django.utils.translation import gettext as _

from common.sanitise import clean_html
from practices.editor_form import ContributionForm


class RecordForm(ContributionForm):
    def clean(self) -> dict:
        """Links that saving would take away are named while the words can still be changed."""
        data = super().clean()
        for name in self.instance.rich_text_fields():
            html = clean_html(data.get(name) or "")
            if self.instance.without_foreign_links(html) != html:
                self.add_error(
                    name,
                    _(
                        "A link leads to a page or document that is not public. Publish that "
                        "first, or take the link away."
                    ),
                )
        return data


class InterventionForm(RecordForm):
    """Only what may be said at a meeting, and the segments of this one."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        meeting = self.parent_page.pk if self.parent_page else self.instance.meeting_id
        if "segment" in self.fields:
            segments = self.fields["segment"].queryset
            self.fields["segment"].queryset = segments.filter(page=meeting)
        if "kind" in self.fields:
            kinds = self.instance.KINDS
            choices = [choice for choice in self.fields["kind"].choices if choice[0] in kinds]
            self.fields["kind"].choices = [("", "–"), *choices]
