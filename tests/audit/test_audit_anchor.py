"""Anchors of the audit trail: a chain recomputed from start to end is found out."""

import re

import pytest
from django.core.management import CommandError, call_command

from audit import anchor as audit_anchor
from audit import trail
from audit.models import AuditEntry, AuditHead
from mail.models import Message

pytestmark = pytest.mark.django_db


@pytest.fixture
def anchor(settings, tmp_path):
    """A mail kept outside the portal, from when the trail had three entries."""
    settings.AUDIT_ANCHOR_RECIPIENTS = ["auditor@example.org"]
    for number in range(3):
        trail.record("tested", after={"number": number})
    call_command("audit_anchor")
    mail = tmp_path / "mail.txt"
    mail.write_text("Received: by mx\n\n> " + Message.objects.get(to="auditor@example.org").body)
    trail.record("tested later")
    return mail


def recompute_chain():
    """What somebody with the owner's rights on the database could do after a change."""
    previous = ""
    for entry in AuditEntry.objects.order_by("number"):
        entry.previous_hash = previous
        entry.hash = previous = entry.fingerprint()
        values = {"previous_hash": entry.previous_hash, "hash": entry.hash, "after": entry.after}
        AuditEntry.objects.filter(pk=entry.pk).forget(**values)
    AuditHead.objects.update(hash=previous)


def test_a_sound_trail_fits_its_anchor(anchor, capsys):
    call_command("verify_audit", "--anchor", str(anchor))
    assert "The trail is sound" in capsys.readouterr().out


def test_a_recomputed_chain_passes_alone_and_fails_against_the_anchor(anchor, bare_table):
    AuditEntry.objects.filter(number=2).forget(after={"number": "forged"})
    recompute_chain()
    call_command("verify_audit")
    with pytest.raises(CommandError, match="is not the one the anchor was sent for"):
        call_command("verify_audit", "--anchor", str(anchor))


def test_an_anchor_of_another_portal_and_a_file_without_one_are_named(anchor, settings, tmp_path):
    other = tmp_path / "other.txt"
    other.write_text(re.sub(r"AUDIT-ANCHOR (\d)", r"AUDIT-ANCHOR 1\1", anchor.read_text()))
    with pytest.raises(CommandError, match="was not signed by this portal"):
        call_command("verify_audit", "--anchor", str(other))
    other.write_text("nothing")
    with pytest.raises(CommandError, match="no line with AUDIT-ANCHOR"):
        call_command("verify_audit", "--anchor", str(other))


def test_the_anchor_goes_to_the_log_as_well(anchor, caplog):
    with caplog.at_level("INFO", logger="portal.audit_anchor"):
        line = audit_anchor.send()
    assert line in caplog.text
