"""Row 23: the score of MDN's Observatory for the pages a stranger sees, over TLS.

Not installed with the portal: `npm install --ignore-scripts @mdn/mdn-http-observatory` anywhere,
`{}` in its conf/hsts-preload.json, and OBSERVATORY=…/@mdn/mdn-http-observatory/src/scan.js.
"""

import json
import os
import subprocess

from tools.bench.faults import stand
from tools.bench.figures import Figure

PAGES = {"home": "", "login": "/admin/login/", "search": "/search/?q=naloxone"}
GOAL = 120
HOST = "127.0.0.1"
SELF_SIGNED = f"req -x509 -newkey rsa:2048 -nodes -subj /CN={HOST} -addext subjectAltName=IP:{HOST}"


def observatory():
    program = os.environ.get("OBSERVATORY")
    if not program:
        print("MDN Observatory: not measured; OBSERVATORY names no program")
        return []
    with stand.portal() as postgres:
        key, certificate = postgres.folder / "key.pem", postgres.folder / "certificate.pem"
        command = ["openssl", *SELF_SIGNED.split(), "-keyout", key, "-out", certificate]
        subprocess.run(command, check=True, capture_output=True)
        # The Observatory tries http on the same port: answered as port 80 answers in production.
        redirect = "error_page 497 =301 https://$http_host$request_uri"
        tls = f"ssl; ssl_certificate {certificate}; ssl_certificate_key {key}; {redirect}"
        with stand.nginx(postgres.folder, tls):
            return [_figure(program, certificate, page) for page in PAGES]


def _figure(program, certificate, page):
    environment = os.environ | {"NODE_EXTRA_CA_CERTS": str(certificate)}
    command = ["node", program, f"{HOST}:{stand.PROXY}{PAGES[page]}"]
    done = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
    found = json.loads(done.stdout)
    scan, tests = found["scan"], found["tests"]
    failed = [name for name, test in tests.items() if not test["pass"]]
    note = f"{scan['testsPassed']} of {scan['testsQuantity']} tests {failed or ''}"
    value, reached = f"{scan['grade']}, {scan['score']}", scan["score"] >= GOAL
    return Figure(f"row 23: MDN Observatory, {page}", value, f"≥ {GOAL}", reached, note)
