"""Words of a page of the Secretariat in the language of the interface."""

from typing import Any

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from common.gaps import filled
from common.text import shortened
from home.page_translations.shown import words_of

register = template.Library()
register.simple_tag(words_of, name="words_of")
LONGEST = 200  # characters that a link elsewhere shows


@register.simple_tag(takes_context=True)
def social(context: dict[str, Any], page: Any, words: Any, url: str) -> SafeString:
    """What other sites show of a link; `words` say what the page is called, if any do."""
    summary = getattr(page, "summary", "")
    title = getattr(words, "browser_title", "") or page.seo_title or page.title
    description = (
        getattr(words, "search_description", "")
        or page.search_description
        or shortened(summary, LONGEST)
        or _(
            "Practices and strategies on drug policy, shared by Member States with the Commission "
            "on Narcotic Drugs."
        )
    )
    values = {
        "title": title,
        "description": description,
        "is_article": bool(summary),
        "public_url": context.get("public_url", ""),
        "url": url,
    }
    return filled("includes/social.html", values)
