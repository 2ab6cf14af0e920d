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
        "the Commission on Narcotic Drugs checks it for completeness before it is published.</p>"
        "<h2>How to share</h2>"
        '<p>Read <a href="/criteria/">what makes a good practice</a> and '
        '<a href="/focal-points/">how to become a focal point</a>.</p>',
    ),
    (
        "criteria",
        "What makes a good practice",
        "What focal points are asked to consider before they share a practice.",
        "<h2>Before you share</h2>"
        "<ul>"
        "<li>It puts a commitment into practice: it relates to a chapter of the 2016 outcome "
        "document or to a challenge named in the 2019 Ministerial Declaration.</li>"
        "<li>It has been carried out. Plans belong in a strategy or plan of action.</li>"
        "<li>Others can learn from it: it is clear who did what, for whom, over what period and "
        "with what means.</li>"
        "<li>Results are described as they are, including what did not work, and say how they are "
        "known. An evaluation helps; it is not a condition.</li>"
        "<li>Nobody can be recognized in it who has not agreed to be named.</li>"
        "</ul>"
        "<h2>What the Secretariat checks</h2>"
        "<p>Two officers of the Secretariat check each text for completeness. They do not rate "
        "practices or compare States.</p>",
    ),
    (
        "focal-points",
        "How to become a focal point",
        "Focal points share practices and strategies on behalf of their Member State.",
        "<h2>Who names a focal point</h2>"
        "<p>The Member State does. Its Permanent Mission writes to the Secretariat with the name "
        "and the official email address of the person. A State may name several.</p>"
        "<h2>What happens then</h2>"
        "<ol>"
        "<li>The Secretariat sends an invitation to that address. Its link works once, for seven "
        "days; the Secretariat can send another.</li>"
        "<li>The focal point chooses a password and sets up an authenticator app.</li>"
        "<li>The focal point drafts a text in the guided form, or fills in a document offline and "
        "uploads it.</li>"
        "<li>The focal point clears the text for the State and submits it. After review by the "
        "Secretariat it is published.</li>"
        "</ol>"
        "<h2>When the person changes</h2>"
        "<p>Inform the Secretariat. It withdraws the access and invites the successor.</p>",
    ),
    (
        "contact",
        "Contact",
        "How to reach the Secretariat to the Commission on Narcotic Drugs.",
        "<h2>A problem with a page</h2>"
        '<p>Use the <a href="/contact/report/">form to report a problem</a>; it is linked at the '
        "foot of every page. The Secretariat receives it by mail.</p>"
        "<h2>Questions about a practice or strategy</h2>"
        "<p>Each text is the contribution of the Member State named on it. The Secretariat can "
        "forward a question to the focal point of that State.</p>"
        "<h2>For Member States</h2>"
        '<p><a href="/focal-points/">How to become a focal point</a></p>',
    ),
    (
        "accessibility",
        "Accessibility statement",
        "The portal is built to be used by everyone.",
        "<h2>Standard</h2>"
        "<p>The goal is level AA of the Web Content Accessibility Guidelines (WCAG) 2.2. Every "
        "page works with the keyboard, with a screen reader, at 400 per cent zoom, in light and "
        "dark, and without JavaScript.</p>"
        "<h2>How it is tested</h2>"
        "<p>Public pages and forms are tested in a browser with axe-core at each "
        "change of the software. The portal has not been examined by an independent body.</p>"
        "<h2>Known limits</h2>"
        "<ul>"
        "<li>Annexes are documents of Member States. Some may not be accessible.</li>"
        "<li>Texts and descriptions of pictures are in the language in which the State wrote "
        "them.</li>"
        "<li>The administration used by the Secretariat needs JavaScript and has parts that do "
        "not yet meet level AA.</li>"
        "</ul>"
        "<h2>Contact</h2>"
        '<p>If something keeps you from using the portal, <a href="/contact/report/">report the '
        "problem</a>. If you need an annex in another form, say so there.</p>"
        "<p>This statement was prepared on 28 November 2026.</p>",
    ),
    (
        "privacy",
        "Privacy",
        "What the portal keeps about its visitors and users, and for how long.",
        "<h2>Visitors</h2>"
        "<p>Reading and searching sets no cookie, and nothing is loaded from other sites.</p>"
        "<p>The portal counts, by day and not by person: how often each page was viewed, how many "
        "searches were made, which filters were used, and the words of searches that found "
        "nothing, so that the search can be improved. Words that look like an email address, a "
        "telephone number or a web address are not noted. The server log keeps the address of the "
        "page, the time and whether it was answered, without the words searched for and without "
        "the visitor's network address.</p>"
        "<p>To limit how often programs ask, the portal counts requests for some minutes under "
        "a code made from the network address, from which the address cannot be read.</p>"
        "<h2>Alerts by email</h2>"
        "<p>For an alert the portal keeps your email address (encrypted), the search, how often "
        "you want to be informed and the language. If you do not confirm the alert within two "
        "days, or when you stop it, all of this is deleted. Each message has a link to stop it and "
        "one to erase your address.</p>"
        "<h2>Reports of a problem</h2>"
        "<p>A report is sent to the Secretariat by mail, with your address if you gave it. The "
        "portal deletes its copy once the mail is sent.</p>"
        "<h2>Focal points and the Secretariat</h2>"
        "<p>Names and email addresses of the persons behind a practice are for their State and "
        "the Secretariat. They are never shown in public and cannot be searched.</p>"
        "<p>For each account the portal keeps the name, the email address, the role, a password "
        "that cannot be read back, the key of the authenticator app, recovery codes and personal "
        "settings. Signing in sets cookies for the session, and one that recognizes the browser, "
        "for a year. For each sign-in and each failed one the portal keeps the time, the network "
        "address and the kind of browser for 90 days. Invitations, "
        "and mails that were sent, are deleted after 90 days. Who wrote, cleared, reviewed, "
        "commented on and approved a text, and earlier versions of it, are kept permanently; so is "
        "who proposed and who decided what takes two officers; proposals about people are deleted "
        "after 90 days.</p>"
        "<h2>Participants of workshops</h2>"
        "<p>Of each person whom a focal point invites to a workshop the portal keeps the name, "
        "the email address, the ministry or office, the group and the language. Name, address, "
        "ministry and language are encrypted with a key of the State, and read by its focal "
        "points alone: not by other participants, other States or the Secretariat. The mail with "
        "the link is deleted once it is sent. Entering the room sets a cookie for the session. "
        "Names and addresses are deleted 90 days after the last day of access, or when the State "
        "destroys its key. What the groups write, including names of persons who take a next "
        "step, stays with the State until it destroys its key. Who asks for that, and who confirms "
        "it, is kept permanently. Words that could not be sent yet stay in the browser until they "
        "are saved or the person leaves the room.</p>"
        "<h2>Your data</h2>"
        '<p>Ask <a href="/contact/">the Secretariat</a> what is kept about you, or to be '
        "forgotten: your name is then replaced everywhere, also where it must stay on record who "
        "did what, and you get a receipt. Backup copies are deleted after 90 days.</p>",
    ),
]
