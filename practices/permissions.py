"""The one place that says who may do what with a contribution."""

from django.contrib.auth import get_user_model
from django.db.models import Q
from wagtail.models import TaskState

from .content import digest
from .models.clearance import Clearance
from .models.contributions import ContributionPage
from .models.pages import StatePage
from .models.places import MemberState

SECRETARIAT = "Secretariat"


def is_secretariat(user):
    """An officer of the Secretariat. A superuser is none: they look, and decide nothing."""
    return user.is_active and user.groups.filter(name=SECRETARIAT).exists()


def may_look(user):
    """Who sees the pages of the Secretariat; see is_secretariat() for who acts there."""
    return user.is_active and (user.is_superuser or is_secretariat(user))


def serves(user, page):
    """Whether the person is a focal point of the State below whose page this page stands."""
    pages = StatePage.objects.ancestor_of(page, inclusive=True)
    return user.is_active and pages.filter(state__focal_points__user_id=user.pk).exists()


def states_of(user):
    return MemberState.objects.filter(focal_points__user_id=user.pk)


def home_of(page):
    """The State's page above a contribution; where a page stands decides whose it is."""
    return StatePage.objects.ancestor_of(page, inclusive=True).select_related("state").get()


def may_clear(user, page):
    """The State clears its own text; the Secretariat that of joint and regional contributions."""
    if home_of(page).state_id is None:
        return is_secretariat(user)
    return serves(user, page)


def may_write(user, page):
    """Who works on a contribution in the guided form."""
    return may_clear(user, page)


def may_withdraw(user, page):
    return is_secretariat(user) or serves(user, page)


def may_see_trail(user, page):
    return may_look(user) or serves(user, page)


def may_review(user, page, workflow_state=None):
    """Four eyes: whoever wrote, submitted or cleared the text, or serves the State, decides not.

    And two officers: who has approved one step leaves the other to a colleague. Only where no
    colleague with clean hands is left (a small office, of which one has edited the text), one
    officer may take both; the State's word still stands beside it, so there are always two people.
    """
    barred = barred_from_review(page, workflow_state)
    if not is_secretariat(user) or user.pk in barred:
        return False
    took_a_step = user.pk in approvers(page, workflow_state)
    return not (took_a_step and has_other_reviewer(barred | {user.pk}))


def approvers(page, workflow_state):
    """Ids of those who have approved another step than the current one, of the newest text."""
    if workflow_state is None:
        return set()
    runs = workflow_state.task_states.filter(
        status=TaskState.STATUS_APPROVED, revision_id=page.latest_revision_id
    )
    current = workflow_state.current_task_state
    others = runs.exclude(task_id=current.task_id if current else None)
    return set(others.values_list("finished_by_id", flat=True))


def has_other_reviewer(barred):
    return officers().exclude(pk__in=barred).exists()


def barred_from_review(page, workflow_state=None):
    """Ids of the people who may not approve: those who had a hand in what is not yet public."""
    barred = set(_writers(page))
    barred |= set(Clearance.objects.of(page).values_list("cleared_by_id", flat=True))
    barred |= set(people_of(page).values_list("pk", flat=True))
    if workflow_state is not None:
        barred.add(workflow_state.requested_by_id)
    return barred - {None}


def _writers(page):
    """Ids of those who changed the text since it was last public; saving alone is no change."""
    revisions = page.revisions.order_by("created_at", "pk")
    if page.live_revision_id:
        revisions = revisions.filter(pk__gte=page.live_revision_id)
    text = None
    for revision in revisions:
        before, text = text, digest(revision.content)
        if text != before and revision.pk != page.live_revision_id:
            yield revision.user_id


def people_of(page):
    """The active focal points of the State to which a page belongs."""
    pages = StatePage.objects.ancestor_of(page, inclusive=True)
    users = get_user_model().objects.filter(is_active=True)
    return users.filter(focal_points__state__page__in=pages).distinct()


def officers():
    return get_user_model().objects.filter(is_active=True, groups__name=SECRETARIAT)


def contributions_of(user):
    """What a person works on in the guided form."""
    pages = StatePage.objects.filter(state__focal_points__user_id=user.pk)
    if is_secretariat(user):
        pages = pages | StatePage.objects.filter(state__isnull=True)
    condition = Q(pk__in=[])
    for path in pages.values_list("path", flat=True):
        condition |= Q(path__startswith=path)
    return ContributionPage.objects.filter(condition)


def workplaces(user):
    """The State pages below which a person may begin a contribution."""
    pages = StatePage.objects.filter(state__focal_points__user_id=user.pk)
    if is_secretariat(user):
        pages = pages | StatePage.objects.filter(state__isnull=True)
    return pages.select_related("state").order_by("title")
