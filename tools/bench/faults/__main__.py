"""`python -m tools.bench.faults [PART …]`: breaks things under traffic and keeps the figures.

`visitors`, `overload` and `soak` use the 10,000 pages of `tools.bench`; the others make a small
portal with the samples on a PostgreSQL of their own.
"""

import argparse
import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tools.bench.settings")

import django

django.setup()

from tools.bench import report  # noqa: E402  after setup
from tools.bench.faults import (  # noqa: E402
    caches,
    clients,
    cluster,
    database,
    deployment,
    disk,
    observatory,
    overload,
    results,
    soak,
    subtree,
    visitors,
)

PARTS = {
    "caches": caches.caches,
    "cluster": cluster.cluster,
    "database": database.database,
    "clients": clients.clients,
    "deployment": deployment.deployment,
    "disk": disk.disk,
    "visitors": visitors.visitors,
    "observatory": observatory.observatory,
    "overload": overload.overload,
    "soak": soak.soak,
    "subtree": subtree.subtree,
}


def main():
    parser = argparse.ArgumentParser(prog="tools.bench.faults", description=__doc__)
    parser.add_argument("parts", nargs="*", choices=[[], *PARTS], metavar="PART")
    for name in parser.parse_args().parts or PARTS:
        found = PARTS[name]()
        print(f"\n{report.table(found)}\n", flush=True)
        results.keep(found)


if __name__ == "__main__":
    main()
