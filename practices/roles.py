"""What the two roles may do in Wagtail: groups, permissions on pages, and collections.

A focal point writes below the page of the own State and puts files into the State's collection.
Nobody here gets a permission to publish contributions: that is what the workflow does.
"""

from django.contrib.auth.models import Group, Permission
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission

from .models import StatePage
from .permissions import SECRETARIAT

TERMS = (
    "chapter",
    "challenge",
    "recommendation",
    "targetgroup",
    "workplanitem",
    "memberstate",
    "criterion",  # of the review's checklist
)
FILES = [
    f"{action}_{kind}" for kind in ("document", "image") for action in ("add", "change", "choose")
]


def secretariat_group():
    return Group.objects.get_or_create(name=SECRETARIAT)[0]


def state_group(state):
    """The group of a State's focal points; made when the first one is named."""
    group, _created = Group.objects.get_or_create(name=f"Focal points: {state.name_en}")
    return group


def prepare_secretariat(home):
    """Officers edit every page, keep the terms and synonyms, and see all files; safe to repeat."""
    group = secretariat_group()
    group.permissions.add(_permission("access_admin"))
    terms = [f"{action}_{term}" for term in TERMS for action in ("add", "change", "view")]
    synonyms = [f"{action}_synonyms" for action in ("add", "change", "delete", "view")]
    group.permissions.add(*Permission.objects.filter(codename__in=[*terms, *synonyms]))
    _allow_on_page(group, home, ("add", "change", "publish", "lock", "unlock", "bulk_delete"))
    _allow_in_collection(group, Collection.get_first_root_node())
    return group


def admit(focal_point):
    """Give a new focal point what the State's group may do."""
    group = state_group(focal_point.state)
    group.permissions.add(_permission("access_admin"))
    page = StatePage.objects.get(state=focal_point.state)
    _allow_on_page(group, page, ("add", "change"))
    _allow_in_collection(group, state_collection(focal_point.state))
    focal_point.user.groups.add(group)


def dismiss(focal_point):
    focal_point.user.groups.remove(state_group(focal_point.state))


def state_collection(state):
    """Where the annexes and images of a State's contributions are kept, or the root for none."""
    root = Collection.get_first_root_node()
    if state is None:
        return root
    found = root.get_children().filter(name=state.name_en).first()
    return found or root.add_child(instance=Collection(name=state.name_en))


def _allow_on_page(group, page, actions):
    for action in actions:
        permission = _permission(f"{action}_page")
        GroupPagePermission.objects.get_or_create(group=group, page=page, permission=permission)


def _allow_in_collection(group, collection):
    for permission in Permission.objects.filter(codename__in=FILES):
        GroupCollectionPermission.objects.get_or_create(
            group=group, collection=collection, permission=permission
        )


def _permission(codename):
    app = "wagtailadmin" if codename == "access_admin" else "wagtailcore"
    return Permission.objects.get(codename=codename, content_type__app_label=app)
