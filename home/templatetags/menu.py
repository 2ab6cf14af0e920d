from django import template

from home import menu

register = template.Library()
register.simple_tag(menu.text_pages, name="text_pages")
