"""First texts of the plain pages; the Secretariat edits them in the admin."""

PAGES = [
    (
        "about",
        "About the portal",
        "What the portal is for, and how a State shares a practice.",
        "<h2>What it is for</h2>"
        "<p>Member States share good practices in putting the 2016 UNGASS outcome document and the "
        "2019 Ministerial Declaration into practice, and their national drug strategies. Anyone "
        "may read, search and reuse what is shared.</p>"
        "<h2>Who is responsible</h2>"
        "<p>Each text is the responsibility of the Member State that shared it. The Secretariat to "
        "the Commission on Narcotic Drugs checks it for completeness before it is published.</p>",
    ),
    (
        "accessibility",
        "Accessibility",
        "The portal is built to be used by everyone.",
        "<h2>How it is built</h2>"
        "<p>Every page works with the keyboard, with a screen reader, at 400 per cent zoom, in "
        "light and dark, and without JavaScript. The goal is level AA of the Web Content "
        "Accessibility Guidelines 2.2.</p>",
    ),
    (
        "privacy",
        "Privacy",
        "The portal does not follow its visitors.",
        "<h2>Visitors</h2>"
        "<p>Reading and searching sets no cookie, and nothing is loaded from other sites.</p>"
        "<h2>Focal points</h2>"
        "<p>Names and addresses of the persons behind a practice are kept for the Secretariat only "
        "and are never shown in public.</p>",
    ),
]
