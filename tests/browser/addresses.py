"""One address of every kind of page; the three contributions are sample content."""

PRACTICE = "/practices/tj/take-home-naloxone-through-peers-pharmacies-and-ambulance-crews/"
ARABIC_PRACTICE = "/practices/dz/dwr-lshbb-wlmlb-ljwryh-fd-llwqyh-bmshrkh-lwly/"
STRATEGY = "/strategies/ch/plan-daction-national-sur-les-drogues-et-les-dependances-2022-2026/"
FOUND = "/search/?q=naloxone&chapter=1&chapter=4"
NOTHING = "/search/?q=naloxone+heroin&state=fj"
MISTYPED = "/search/?q=naloxone&state=ke&chapter=99&state=atlantis&sort=random&page=x"
TOO_LONG = f"/search/?q={'naloxone+and+more+' * 300}"
PAST_THE_END = "/search/?q=naloxone&page=99"
MISSING = "/nowhere/"

PAGES = {
    "home": "/",
    "search with results": FOUND,
    "search without results": NOTHING,
    "search mistyped": MISTYPED,
    "search too long": TOO_LONG,
    "practice": PRACTICE,
    "practice in Arabic": ARABIC_PRACTICE,
    "strategy": STRATEGY,
    "states": "/states/",
    "state": "/states/ke/",
    "state that shared nothing": "/states/bi/",
    "chapters": "/chapters/",
    "chapter": "/chapters/4/",
    "recommendation": "/chapters/4/a/",
    "challenges": "/challenges/",
    "challenge": "/challenges/hiv-hcv/",
    "practices": "/practices/",
    "coverage": "/coverage/?rows=region&columns=challenge",
    "about": "/about/",
    "languages": "/about/languages/",
    "compare": "/compare/",
    "alert": "/alerts/new/?q=naloxone&chapter=1",
    "alert asked for": "/alerts/asked/",
    "report of a problem": "/contact/report/",
    "problem reported": "/contact/reported/",
    "open data": "/open-data/",
    "API": "/api/v1/docs",
    "privacy": "/privacy/",
    "sign-in": "/admin/login/",
    "password forgotten": "/admin/password_reset/",
    "404": MISSING,
}
STATUS = {"404": 404}  # all others: 200
