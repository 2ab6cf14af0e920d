"""What the portal adds to Wagtail: rules for downloads and choosers, and its own admin pages."""

from wagtail import hooks
from wagtail.snippets.models import register_snippet

from . import editor
from .documents import refuse_unpublished
from .taxonomy_admin import ADMIN_URLS, TaxonomyGroup

editor.silence_wagtail_mails()
hooks.register("before_serve_document", refuse_unpublished)
hooks.register("construct_page_chooser_queryset", editor.hide_other_states)
hooks.register("construct_page_action_menu", editor.offer_the_right_actions)
hooks.register("before_edit_page", editor.keep_approval_and_edit_apart)
hooks.register("register_log_actions", editor.register_log_actions)
hooks.register("register_admin_urls", lambda: ADMIN_URLS)
register_snippet(TaxonomyGroup)
