"""Lines of text that are longer than their box, or a page that is wider than its window."""

# Lines of text that reach out of the block they stand in, or out of the window. What scrolls by
# itself and what only screen readers are given is left out.
TOO_LONG = """async () => {
    await document.fonts.ready;
    const faults = new Set();
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const text = walker.currentNode, parent = text.parentElement;
        if (!text.data.trim() || !parent.checkVisibility({visibilityProperty: true})) continue;
        let block = parent;
        while (getComputedStyle(block).display === "inline") block = block.parentElement;
        const box = block.getBoundingClientRect();
        if (box.width <= 1 || parent.closest(".visually-hidden")) continue;
        let scrolls = false;
        for (let each = block; each && each !== document.body; each = each.parentElement) {
            scrolls ||= ["auto", "scroll"].includes(getComputedStyle(each).overflowX);
        }
        const range = document.createRange();
        range.selectNodeContents(text);
        for (const line of range.getClientRects()) {
            const outside = line.right > box.right + 1 || line.left < box.left - 1
                || (!scrolls && (line.right > innerWidth + 1 || line.left < -1));
            if (outside) {
                const place = `${block.tagName.toLowerCase()}.${block.className}`;
                faults.add(`${place}: ${text.data.trim().slice(0, 60)}`);
            }
        }
    }
    const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
    if (wide > 0) faults.add(`the page is ${wide} pixels wider than the window`);
    return [...faults];
}"""


def open_everything(page):
    page.evaluate("document.querySelectorAll('details').forEach(part => (part.open = true))")


def too_long(page):
    """What reaches out of a page as it stands, with everything open that can be opened."""
    open_everything(page)
    return page.evaluate(TOO_LONG)
