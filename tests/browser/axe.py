"""The faults that axe-core finds in a page as it stands."""

from axe_playwright_python.base import AXE_SCRIPT

from tests.nightly import NIGHTLY

OPTIONS = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    },
    "resultTypes": ["violations"],
    "preload": False,  # nothing that these rules need
}


ALL_STILL = """() => Promise.allSettled(
    document.getAnimations()
        .filter(each => each.effect?.getComputedTiming().iterations !== Infinity)
        .map(each => each.finished)
)"""


def load_axe(page):
    """Once the page is whole and nothing fades in any more: half of a colour is no contrast.

    A click returns as soon as the next page begins, which may have no heading yet.
    """
    page.wait_for_load_state("load")
    page.evaluate(ALL_STILL)
    page.evaluate(AXE_SCRIPT)


def axe_faults(page, colours=True):
    """One line per faulty element; load_axe() comes first.

    Without colours, by day, the contrast of texts is left out, which takes longer than all else.
    """
    rules = {} if colours or NIGHTLY else {"color-contrast": {"enabled": False}}
    found = page.evaluate("options => axe.run(options)", OPTIONS | {"rules": rules})
    return [
        f"{violation['id']}: {violation['help']}: {node['html'][:200]}"
        for violation in found["violations"]
        for node in violation["nodes"]
    ]
