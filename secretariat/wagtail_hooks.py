"""Hooks into Wagtail: the Secretariat's pages, and how the editor behaves for contributions."""

from wagtail import hooks
from wagtail.snippets.models import register_snippet

from . import concepts, deletion, editor, labels, menu, proposed_instead, urls
from .home_panel import add_panels
from .taxonomy import ADMIN_URLS, TaxonomyGroup

hooks.register("construct_page_chooser_queryset", editor.hide_drafts)
hooks.register("construct_page_action_menu", editor.offer_the_right_actions)
hooks.register("construct_snippet_action_menu", proposed_instead.offer_to_propose)
hooks.register("before_delete_page", deletion.before_delete_page)
hooks.register("before_bulk_action", deletion.before_bulk_action)
hooks.register("before_edit_page", editor.warn_before_edit)
hooks.register("register_log_actions", editor.register_log_actions)
hooks.register("construct_homepage_panels", add_panels)
hooks.register("register_page_header_buttons", editor.changes_button)
hooks.register("register_page_header_buttons", editor.trail_button)
hooks.register("register_page_header_buttons", editor.purge_button)
hooks.register(
    "register_admin_urls",
    lambda: [*ADMIN_URLS, *concepts.ADMIN_URLS, *labels.ADMIN_URLS, *urls.URLS],
)
hooks.register("construct_help_menu", menu.without_wagtails_news)
for menu_item in menu.MENU_ITEMS:
    hooks.register("register_admin_menu_item", menu_item)
register_snippet(TaxonomyGroup)
