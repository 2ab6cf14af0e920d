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
        "<p>Reading and searching sets no cookie, and nothing is loaded from other sites. The "
        "portal notes which page was read and how long that took, not by whom and not what was "
        "searched for.</p>"
        "<h2>Focal points and the Secretariat</h2>"
        "<p>Names and e-mail addresses of the persons behind a practice are for their State and "
        "the Secretariat. They are never shown in public and cannot be searched.</p>"
        "<p>Whoever signs in gets cookies for the session, and one that knows the browser again, "
        "for a year. For each sign-in the portal keeps the time, the network address and the kind "
        "of browser for 90 days, and mails it has sent for 90 days. Who wrote, cleared and "
        "approved a text is kept for good.</p>"
        "<h2>Your data</h2>"
        "<p>Ask the Secretariat for what is kept about you, or to be forgotten: your name is then "
        "replaced everywhere, also where it must stay on record who did what, and you get a "
        "receipt. Copies for emergencies are deleted after 90 days.</p>",
    ),
]
