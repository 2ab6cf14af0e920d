"""What the portal adds to Wagtail: rules for downloads and choosers, and its own admin pages."""

from wagtail import hooks
from wagtail.models import Page
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from . import deletion, editor, own_drafts
from .documents import refuse_unpublished
from .secretariat import admin as secretariat
from .secretariat.home_panel import add_panels
from .taxonomy_admin import ADMIN_URLS, TaxonomyGroup

register_permission_policy(Page, own_drafts.POLICY)
hooks.register("before_serve_document", refuse_unpublished)
hooks.register("construct_page_chooser_queryset", editor.hide_drafts)
hooks.register("construct_page_action_menu", editor.offer_the_right_actions)
hooks.register("before_delete_page", deletion.before_delete_page)
hooks.register("before_bulk_action", deletion.before_bulk_action)
hooks.register("before_edit_page", editor.warn_before_edit)
hooks.register("register_log_actions", editor.register_log_actions)
hooks.register("construct_homepage_panels", add_panels)
hooks.register("register_page_header_buttons", editor.changes_button)
hooks.register("register_page_header_buttons", editor.trail_button)
hooks.register("register_page_header_buttons", editor.purge_button)
hooks.register("register_admin_urls", lambda: [*ADMIN_URLS, *secretariat.URLS])
for menu_item in secretariat.MENU_ITEMS:
    hooks.register("register_admin_menu_item", menu_item)
register_snippet(TaxonomyGroup)
