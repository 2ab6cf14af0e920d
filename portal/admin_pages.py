"""Gives Wagtail's admin the portal's colours, and no scripts in its pages: the policy refuses them.

Wagtail 8 writes one after each chooser, date field and list of rows (its issue 1288). Here each
leaves a <template data-start> instead, and portal/admin.js begins what it names. Those of date
fields and lists are templates, in portal/templates/wagtailadmin; choosers have theirs in code.
"""

import json

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.admin.widgets import BaseChooser
from wagtail.admin.widgets.workflows import AdminTaskChooser

MARK = '{}<template data-start="{}" data-for="{}" data-options="{}"></template>'


def render_chooser(self, name, value, attrs=None, renderer=None) -> SafeString:
    """Wagtail's chooser with a mark in the place of its script."""
    data = self.get_value_data(value)
    options = json.dumps(self.get_js_init_options(attrs["id"], name, data))
    html = self.render_html(name, data, attrs)
    return format_html(MARK, html, self.js_constructor, attrs["id"], options)


def starter() -> SafeString:
    return format_html('<script src="{}"></script>', static("portal/admin.js"))


def colours() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("portal/admin.css"))


def take_over() -> None:
    BaseChooser.render = render_chooser
    AdminTaskChooser.js_constructor = "createTaskChooser"
    hooks.register("insert_global_admin_js", starter)
    hooks.register("insert_global_admin_css", colours)
