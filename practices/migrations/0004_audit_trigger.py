"""PostgreSQL itself refuses to change or delete the trail.

The owner of a table may drop its triggers, and empty it: let the portal run under another role
(`manage.py grant_rights`).
"""

from django.db import migrations

INSTALL = """
CREATE FUNCTION practices_audit_refuse() RETURNS trigger AS $$
BEGIN
    RAISE EXCEPTION 'The trail cannot be changed.' USING ERRCODE = 'insufficient_privilege';
END;
$$ LANGUAGE plpgsql;
CREATE TRIGGER practices_audit_append_only BEFORE UPDATE OR DELETE ON practices_auditentry
    FOR EACH ROW EXECUTE FUNCTION practices_audit_refuse();
"""
REMOVE = """
DROP TRIGGER practices_audit_append_only ON practices_auditentry;
DROP FUNCTION practices_audit_refuse();
"""


def install(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(INSTALL)


def remove(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(REMOVE)


class Migration(migrations.Migration):
    dependencies = [("practices", "0003_submission")]
    operations = [migrations.RunPython(install, remove)]
