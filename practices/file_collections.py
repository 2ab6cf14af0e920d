"""Collections of Wagtail for the files of each Member State."""

from wagtail.models import Collection

from taxonomy.models import MemberState

from .models.people import StateCollection


def state_collection(state: MemberState | None) -> Collection:
    """Where the annexes and images of a State's contributions are kept, or the root for none."""
    root = Collection.get_first_root_node()
    if state is None:
        return root
    row = StateCollection.objects.filter(state=state).select_related("collection").first()
    if row is None:
        collection = root.add_child(instance=Collection(name=state.name_en))
        row = StateCollection.objects.create(state=state, collection=collection)
    return row.collection
