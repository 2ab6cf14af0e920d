"""Rows a second that `import_practices` validates and publishes, and its memory."""

from tools.bench.compare_import import FEW, GOAL, builds_of, cost, file_of, rate
from tools.bench.figures import at_least, at_most

# The older build takes minutes for 3,000 rows, and as long for each of them as for each of 500.
SOME, MANY = 500, 3000
FLAT = 1.1


def imports():
    files = {size: file_of(size) for size in (FEW, SOME, MANY)}
    before, now = builds_of()
    sizes = {before: (FEW, SOME), now: (FEW, SOME, MANY)}
    costs = {build: {size: cost(build, files[size]) for size in sizes[build]} for build in sizes}
    slow, _memory = rate(costs[before], SOME)
    fast, most = rate(costs[now], MANY)
    less = costs[now][SOME][1]
    note = f"{slow:.1f} ({SOME} rows) → {fast:.1f} rows a second of processor time"
    return [
        at_least(f"import_practices, {MANY:,} rows: rows/s / 2c45dd1's", fast / slow, GOAL, note),
        at_most(f"its memory, {MANY:,} / {SOME} rows", most / less, FLAT, f"{less} → {most} MiB"),
    ]
