"""Hooks into Wagtail: who may download a file, and the rules for lists of pages."""

from wagtail import hooks
from wagtail.models import Page
from wagtail.permissions import register_permission_policy

from . import own_drafts, own_files

register_permission_policy(Page, own_drafts.POLICY)
hooks.register("before_serve_document", own_files.refuse_unpublished)
