"""Everyone who can sign in, with what officers do for them."""

from typing import TYPE_CHECKING

import django_filters
from django.contrib.auth import get_user_model
from django.db.models import Count, Exists, OuterRef
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django_otp.plugins.otp_totp.models import TOTPDevice
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.admin.widgets import BooleanRadioSelect
from wagtail.admin.widgets.button import HeaderButton

from accounts.roles import SECRETARIAT
from taxonomy.models import MemberState

from .reports import OfficersReport

if TYPE_CHECKING:
    from django.db.models import QuerySet

ROLES = {
    "officer": (_("Officer"), {"groups__name": SECRETARIAT}),
    "focal point": (_("Focal point"), {"focal_points__isnull": False}),
    "superuser": (_("Superuser"), {"is_superuser": True}),
}


class PeopleFilterSet(WagtailFilterSet):
    role = django_filters.ChoiceFilter(
        label=_("Role"),
        choices=[(key, label) for key, (label, _rule) in ROLES.items()],
        method="of_role",
    )
    state = django_filters.ModelChoiceFilter(
        label=_("Member State"), queryset=MemberState.objects.all(), method="of_state"
    )
    has_app = django_filters.BooleanFilter(label=_("Second factor"), widget=BooleanRadioSelect)
    is_active = django_filters.BooleanFilter(label=_("Can sign in"), widget=BooleanRadioSelect)

    class Meta:
        model = get_user_model()
        fields: list[str] = []

    def of_role(self, users, _name, role) -> "QuerySet":
        _label, rule = ROLES[role]
        return users.filter(pk__in=get_user_model().objects.filter(**rule).values("pk"))

    def of_state(self, users, _name, state) -> "QuerySet":
        return users.filter(pk__in=state.focal_points.values("user_id"))


class CellColumn(Column):
    """A template for each, people_<name>.html."""

    def __init__(self, name, **kwargs) -> None:
        super().__init__(name, **kwargs)
        self.cell_template_name = f"secretariat/people_{name}.html"


class PeopleReport(OfficersReport):
    """Without an export: nobody needs a file of names and addresses."""

    page_title = _("People")
    header_icon = "user"
    introduction = _(
        "Everyone who can sign in. Reset the second factor only for a person whose identity you "
        "have checked by other means than email; the audit trail records your name."
    )
    index_url_name = "people"
    index_results_url_name = "people_results"
    filterset_class = PeopleFilterSet
    is_searchable = True
    search_backend_name = None
    search_fields = ["username", "first_name", "last_name", "email"]
    columns = [
        CellColumn("person", label=_("Person"), sort_key="last_name"),
        CellColumn("role", label=_("Role")),
        BooleanColumn("has_app", label=_("Second factor"), sort_key="has_app"),
        Column("open_sessions", label=_("Open sessions"), sort_key="open_sessions"),
        CellColumn("help", label=_("Actions")),
    ]

    def get_base_queryset(self) -> "QuerySet":
        apps = TOTPDevice.objects.filter(user=OuterRef("pk"), confirmed=True)
        users = get_user_model().objects.exclude(username__startswith="erased-")
        users = users.annotate(has_app=Exists(apps), open_sessions=Count("sign_ins", distinct=True))
        users = users.prefetch_related("groups", "focal_points__state")
        return users.order_by("-is_active", "last_name", "username")

    @cached_property
    def header_buttons(self) -> list:
        label, url = _("Propose a new officer"), reverse("propose_officer")
        return [HeaderButton(label=label, url=url, icon_name="plus")]
