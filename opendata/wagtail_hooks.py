from wagtail import hooks

from .webhooks import admin

hooks.register("register_admin_urls", lambda: admin.URLS)
hooks.register("register_admin_menu_item", admin.menu_item)
