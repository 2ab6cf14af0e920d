"""What is sent into every input: a set of our own, or each line of each file of a folder.

make attack PAYLOADS=/path/to/lists
"""

import os
from pathlib import Path

from tests.nightly import NIGHTLY

OWN = [
    # elements
    "<script>alert(1)</script>",
    "<ScRiPt/x>alert(1)</sCrIpT>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
    "<iframe srcdoc='<script>parent.alert(1)</script>'></iframe>",
    "<object data='data:text/html,<script>alert(1)</script>'></object>",
    "<details open ontoggle=alert(1)>x</details>",
    "<input autofocus onfocus=alert(1)>",
    "<video><source onerror=alert(1)></video>",
    "<base href='https://evil.example/'>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "<form action=javascript:alert(1)><button>x</button></form>",
    "<style>@import 'https://evil.example/x.css';*{background:url(javascript:alert(1))}</style>",
    "<link rel=stylesheet href=https://evil.example/x.css>",
    "<template><script>alert(1)</script></template>",
    # links
    "<a href=javascript:alert(1)>x</a>",
    "<a href='java\tscript:alert(1)'>x</a>",
    "<a href='&#x6a;avascript:alert(1)'>x</a>",
    "<a href='data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg=='>x</a>",
    "<a href=vbscript:msgbox(1)>x</a>",
    "<a linktype=page id=1 href=javascript:alert(1)>x</a>",
    "<a linktype=document id='1\" onclick=alert(1) x=\"'>x</a>",
    "javascript:alert(1)",
    # out of an attribute, a script, a comment, a title
    '"><script>alert(1)</script>',
    "' autofocus onfocus=alert(1) x='",
    '" onmouseover=alert(1) x="',
    "</title><script>alert(1)</script>",
    "</textarea><script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "--><script>alert(1)</script><!--",
    "]]><script>alert(1)</script>",
    '";alert(1);//',
    # parsers that disagree
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "<svg></p><style><a id='</style><img src=1 onerror=alert(1)>'>",
    "<!--[if gte IE 4]><script>alert(1)</script><![endif]-->",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<<img src=x onerror=alert(1)//<",
    "%3Cscript%3Ealert(1)%3C/script%3E",
    "&lt;img src=x onerror=alert(1)&gt;",
    "\\u003cscript\\u003ealert(1)\\u003c/script\\u003e",
    "\ufeff<script>alert(1)</script>",
    "<\0script>alert(1)</script>",
    # templates, queries, paths, formats
    "{{ settings.SECRET_KEY }}{% debug %}${7*7}#{7*7}<%= 7*7 %>",
    "' OR 1=1 --",
    "'; DROP TABLE wagtailcore_page; --",
    '{"$gt": ""} +title:* AND _exists_:live /.*.*.*.*x/',
    "((((((((((a|a)*)*)*)*)*)*)*)*)*)*b",
    "../../../../etc/passwd\0.html",
    "=cmd|'/c calc'!A1",
    "\r\nSet-Cookie: evil=1\r\n\r\n<script>alert(1)</script>",
    # names of elements that scripts look for, and rows that break forms
    "<a id=wagtail-config><a id=main><form id=results><input name=attributes>",
    "\u202e\u2066rtl\u2069 \U0001f600 \ud7ff \uffff e\u0301" + "\u0300" * 60,
    "<li>item</li></ul></p></div></main></body></html>",
]


# On a way in that takes long, by day one that would run, of another kind for each.
BY_DAY = {
    "guided form": '"><script>alert(1)</script>',
    "import": "<a href='java\tscript:alert(1)'>x</a>",
    "editor": "<svg></p><style><a id='</style><img src=1 onerror=alert(1)>'>",
    "behind our back": "<details open ontoggle=alert(1)>x</details>",
}


def payloads(way):
    """Of a given folder all; of our own in the night all, by day a few."""
    folder = os.environ.get("PAYLOADS")
    if not folder and NIGHTLY:
        return OWN
    if not folder:
        return [BY_DAY[way]] if way in BY_DAY else OWN[::8]
    files = sorted(path for path in Path(folder).rglob("*") if path.is_file())
    lines = (line for path in files for line in path.read_text(errors="replace").splitlines())
    return list(dict.fromkeys(line for line in lines if line.strip()))
