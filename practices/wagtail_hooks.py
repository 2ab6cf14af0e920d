"""Hooks into Wagtail: who may download a file, and the rules for lists of pages."""

from wagtail import hooks
from wagtail.models import Page
from wagtail.permissions import register_permission_policy

from . import own_drafts
from .file_access import refuse_unpublished

register_permission_policy(Page, own_drafts.POLICY)
hooks.register("before_serve_document", refuse_unpublished)
