"""Forms of a workshop: an answer, the room, its groups and people, and the door."""

from django import forms
from django.conf import settings
from django.utils.functional import Promise
from django.utils.text import capfirst, format_lazy
from django.utils.translation import gettext_lazy as _

from approvals import mailboxes
from common.forms import CharField, DateField
from taxonomy.models import Chapter, MemberState, PolicyDocument

from .models import Answer, Group, Participant, Room, Workshop

LINE, TEXT = 255, 4000


def date_field(label, **options) -> DateField:
    return DateField(label=label, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"), **options)


def text_field(label, rows=3, help_text="") -> CharField:
    area = forms.Textarea({"rows": rows, "dir": "auto"})
    return CharField(label=label, required=False, max_length=TEXT, widget=area, help_text=help_text)


def line_field(label, help_text="") -> CharField:
    line = forms.TextInput({"dir": "auto"})
    return CharField(label=label, required=False, max_length=LINE, widget=line, help_text=help_text)


def ends_on_field() -> DateField:
    field = Room._meta.get_field("ends_on")
    return date_field(capfirst(field.verbose_name), help_text=field.help_text)


class MarkField(forms.BooleanField):
    """Not ticked where nothing is stored yet."""

    def prepare_value(self, value: object) -> bool:
        return bool(value)


class TermsField(forms.ModelMultipleChoiceField):
    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, term) -> str:
        return term.choice_label


STATUSES = [
    ("", _("Not answered yet")),
    *((value, capfirst(label)) for value, label in Answer.Status.choices),
]


class AnswerForm(forms.Form):
    """On one item; made with the stored answer as its initial values."""

    status = forms.ChoiceField(
        label=_("What has been done?"), choices=STATUSES, widget=forms.RadioSelect, required=False
    )
    priority = MarkField(label=_("This is a priority"), required=False)
    evidence = text_field(
        _("Evidence"),
        help_text=_("Passage of your strategy, practice, law or another source, with its place."),
    )
    lead = line_field(_("Lead authority"))
    assistance = text_field(_("Technical assistance wanted"))
    assistance_from = line_field(_("From whom"))
    note = text_field(_("Note"))
    next_step = text_field(_("Next step"))
    next_date = date_field(_("Date of the next step"), required=False)
    owner = line_field(_("Who takes the next step"))


class SheetForm(forms.Form):
    """The fields of an answer for each of several items: `item.name`, as field_of() joins them.

    `sheet` holds what is stored. A label says of which item it is, and `short` the rest.
    """

    def __init__(self, items, sheet, *args) -> None:
        initial = {
            field_of(key, name): value
            for key, said in sheet.items()
            for name, value in said.items()
        }
        super().__init__(*args, initial=initial)
        for item in items:
            for name, field in AnswerForm().fields.items():
                self.fields[field_of(item.key, name)] = _for_item(field, name, item.label)


def _for_item(field: forms.Field, name: str, item: str) -> forms.Field:
    if name == "status":
        field = forms.ChoiceField(label=field.label, choices=STATUSES, required=False)
    field.short = field.label
    field.label = format_lazy("{}: {}", item, field.short)
    field.widget.attrs["data-label"] = field.label
    return field


def field_of(item: str, name: str) -> str:
    """Name of a field in the form of several items."""
    return f"{item}.{name}"


class Dated(forms.Form):
    """The days of a workshop, in their order."""

    first_day = date_field(_("First day"))
    last_day = date_field(_("Last day"))
    ends_on = ends_on_field()

    def clean(self) -> dict:
        super().clean()
        self._in_order("first_day", "last_day", _("The last day is before the first."))
        self._in_order("last_day", "ends_on", _("Access would end before the workshop does."))
        return self.cleaned_data

    def _in_order(self, earlier, later, message) -> None:
        first, second = self.cleaned_data.get(earlier), self.cleaned_data.get(later)
        if first and second and second < first:
            self.add_error(later, message)


class OpenForm(Dated):
    """A new workshop of one of the person's States."""

    field_order = ["state"]

    state = forms.ModelChoiceField(
        MemberState.objects.none(), label=_("Member State"), empty_label=None
    )

    def __init__(self, states, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["state"].queryset = states
        if len(states) == 1:
            self.fields["state"].initial = states[0]


def of_workshop(name) -> str | Promise:
    return capfirst(Workshop._meta.get_field(name).verbose_name)


class RoomForm(Dated):
    """Facts that may become public, and what stands in the room alone."""

    field_order = ["first_day", "last_day", "place", "partners", "donors", "texts", "is_public"]
    place = line_field(of_workshop("place"))
    partners = line_field(of_workshop("partners"), _("For example a regional organization."))
    donors = line_field(of_workshop("donors"))
    texts = TermsField(
        PolicyDocument.objects.filter(verified=True), label=of_workshop("texts"), required=False
    )
    is_public = forms.BooleanField(
        label=_("Our State agrees to a public page with the facts above"), required=False
    )
    agenda = text_field(_("Agenda"), 8, _("Read by participants only."))
    material = text_field(_("Material"), 5, _("Read by participants only."))
    reminds = forms.BooleanField(
        label=_("Remind us of next steps"),
        required=False,
        help_text=_(
            "Focal points receive an email a week before the date of a step that was agreed. It "
            "says that steps are due and where they are listed, and nothing of what they are."
        ),
    )


class GroupForm(forms.Form):
    name = CharField(label=_("Name of the group"), max_length=LINE)
    chapters = TermsField(
        Chapter.objects.all(),
        label=_("Chapters"),
        required=False,
        help_text=_("A group without chapters works on all of them."),
    )


class GroupField(forms.ModelChoiceField):
    def label_from_instance(self, group) -> str:
        return f"{group.number}. {group.data['name']}"


class InviteForm(forms.Form):
    name = CharField(label=_("Name"), max_length=LINE)
    email = forms.EmailField(label=_("Email address"), widget=forms.EmailInput())
    ministry = CharField(label=_("Ministry or office"), max_length=LINE, required=False)
    role = forms.ChoiceField(
        label=_("Role"),
        choices=[(value, capfirst(label)) for value, label in Participant.Role.choices],
        initial=Participant.Role.MEMBER,
        widget=forms.RadioSelect,
        help_text=_("Facilitators see the answers of all groups and write what is agreed."),
    )
    group = GroupField(Group.objects.none(), label=_("Group"), required=False)
    language = forms.ChoiceField(label=_("Language of the email"), choices=settings.LANGUAGES)

    def __init__(self, room, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["group"].queryset = room.groups.select_related("key")

    def clean_email(self) -> str:
        email = self.cleaned_data["email"]
        if mailboxes.officer_with(email):
            message = _("This address belongs to an officer of the Secretariat.")
            raise forms.ValidationError(message)
        return email

    def clean(self) -> dict:
        super().clean()
        data = self.cleaned_data
        if data.get("role") == Participant.Role.MEMBER and not data.get("group"):
            self.add_error("group", _("Choose the group in which this person works."))
        return data


class AssessmentForm(forms.Form):
    title = CharField(label=_("Title"), max_length=LINE)
    text = forms.ModelChoiceField(
        PolicyDocument.objects.filter(verified=True), label=_("Text"), empty_label=None
    )


class DoorForm(forms.Form):
    email = forms.EmailField(
        label=_("Email address"), widget=forms.EmailInput({"autocomplete": "email"})
    )
