"""Audit trail in /health/: the end of its chain."""

from . import trail

LATEST = 100  # entries looked at each time; verify_audit reads them all, once a day


def audit_chain() -> dict:
    faults = len(list(trail.faults(last=LATEST)))
    return {"ok": not faults, "faults": faults, "looked_at": LATEST}
