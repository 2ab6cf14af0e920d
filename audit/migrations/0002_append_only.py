"""PostgreSQL itself refuses to change or delete the audit trail.

One thing passes: another name in a row (see audit.trail.erase). Number, time, action, page and both
fingerprints stay. Whoever uses this way around erase() leaves a row that verify_audit reports as
changed. The owner of a table may drop its triggers, and empty it: let the portal run under another
role (`manage.py grant_rights`).
"""

from django.db import migrations

INSTALL = """
CREATE FUNCTION audit_refuse() RETURNS trigger AS $$
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
CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE ON audit_auditentry
    FOR EACH ROW EXECUTE FUNCTION audit_refuse();
"""
REMOVE = """
DROP TRIGGER audit_append_only ON audit_auditentry;
DROP FUNCTION audit_refuse();
"""


def install(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(INSTALL)


def remove(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(REMOVE)


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [migrations.RunPython(install, remove)]
