"""What the portal adds to Wagtail: a rule for downloads, and the taxonomy in the admin."""

from wagtail import hooks
from wagtail.snippets.models import register_snippet

from .documents import refuse_unpublished
from .taxonomy_admin import ADMIN_URLS, TaxonomyGroup

hooks.register("before_serve_document", refuse_unpublished)
hooks.register("register_admin_urls", lambda: ADMIN_URLS)
register_snippet(TaxonomyGroup)
