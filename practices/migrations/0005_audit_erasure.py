"""The trigger lets one thing through: another name in a row of the trail (see audit.erase).

Number, time, action, page and both fingerprints stay; nothing can be deleted. Whoever uses this
way around audit.erase() leaves a row that verify_audit reports as changed.
"""

from django.db import migrations

ALLOW = """
CREATE OR REPLACE FUNCTION practices_audit_refuse() RETURNS trigger AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND current_setting('portal.erasing', true) = 'on'
        AND (NEW.id, NEW.number, NEW."when", NEW.action, NEW.page_title)
            = (OLD.id, OLD.number, OLD."when", OLD.action, OLD.page_title)
        AND (NEW.previous_hash, NEW.hash) = (OLD.previous_hash, OLD.hash)
        AND (NEW.page_id, NEW.actor_id) IS NOT DISTINCT FROM (OLD.page_id, OLD.actor_id)
    THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'The trail cannot be changed.' USING ERRCODE = 'insufficient_privilege';
END;
$$ LANGUAGE plpgsql;
"""
REFUSE = """
CREATE OR REPLACE FUNCTION practices_audit_refuse() RETURNS trigger AS $$
BEGIN
    RAISE EXCEPTION 'The trail cannot be changed.' USING ERRCODE = 'insufficient_privilege';
END;
$$ LANGUAGE plpgsql;
"""


def allow(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(ALLOW)


def refuse(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(REFUSE)


class Migration(migrations.Migration):
    dependencies = [("practices", "0004_audit_trigger")]
    operations = [migrations.RunPython(allow, refuse)]
