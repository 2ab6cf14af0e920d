"""What each worker would load sooner or later, loaded once before they are forked.

gunicorn.conf.py calls it. Nothing here may open a connection: processes must not share one.
"""

import gc
from pathlib import Path

from django.conf import settings
from django.template.loader import get_template
from django.urls import reverse

from common import function_words
from search import spelling

PAGES = ("base.html", "home/*.html", "practices/*.html", "search/**/*.html", "includes/*.html")


def preload() -> None:
    reverse("search")
    function_words.by_language()
    spelling.load_word_lists()
    for folder in settings.TEMPLATES[0]["DIRS"]:
        for pattern in PAGES:
            for path in Path(folder).glob(pattern):
                get_template(str(path.relative_to(folder)))
    # A page makes thousands of objects and few circles: to look for them took a tenth of its time.
    gc.set_threshold(20_000)
    gc.collect()
    gc.freeze()  # a collection would write to each object, and so copy the memory they share
