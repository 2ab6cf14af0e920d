"""What officers may do in Wagtail: their group, permissions on pages, and collections.

Focal points have no permissions in Wagtail and no group: the guided form is theirs, and what they
may do there follows from their FocalPoint rows alone, so that it ends with them.
Nobody here gets a permission to publish contributions: that is what the workflow does. Nor one to
change files: another file is another document, and so another text to clear.
"""

from django.contrib.auth.models import Group, Permission
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission

from accounts.roles import secretariat_group

TERMS = (
    "chapter",
    "challenge",
    "recommendation",
    "targetgroup",
    "workplanitem",
    "memberstate",
    "concept",
    "conceptlabel",
    "termlabel",
    "body",
    "organization",
    "workplan",
    "reportedfigure",
    "criterion",  # of the review's checklist
)
FILES = [f"{action}_{kind}" for kind in ("document", "image") for action in ("add", "choose")]


def prepare_secretariat(home) -> Group:
    """Officers edit every page, keep the terms and synonyms, and see all files; safe to repeat."""
    group = secretariat_group()
    group.permissions.add(_permission("access_admin"))
    terms = [f"{action}_{term}" for term in TERMS for action in ("add", "change", "view")]
    synonyms = [f"{action}_synonyms" for action in ("add", "change", "delete", "view")]
    group.permissions.add(*Permission.objects.filter(codename__in=[*terms, *synonyms]))
    _allow_on_page(group, home, ("add", "change", "publish", "lock", "unlock", "bulk_delete"))
    _allow_in_collection(group, Collection.get_first_root_node())
    return group


def _allow_on_page(group, page, actions) -> None:
    for action in actions:
        permission = _permission(f"{action}_page")
        GroupPagePermission.objects.get_or_create(group=group, page=page, permission=permission)


def _allow_in_collection(group, collection) -> None:
    for permission in Permission.objects.filter(codename__in=FILES):
        GroupCollectionPermission.objects.get_or_create(
            group=group, collection=collection, permission=permission
        )


def _permission(codename) -> Permission:
    app = "wagtailadmin" if codename == "access_admin" else "wagtailcore"
    return Permission.objects.get(codename=codename, content_type__app_label=app)
