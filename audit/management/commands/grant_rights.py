from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction
from psycopg import sql

from audit.models import AuditEntry

# Rows, and no tables: whoever breaks into the portal finds no way to take the trail's guard away.
RIGHTS = (
    "GRANT USAGE ON SCHEMA public TO {role}",
    "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}",
    "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role}",
    "REVOKE ALL ON {trail} FROM {role}",
    "GRANT SELECT, INSERT ON {trail} TO {role}",
    # For the one erasure the trigger lets through.
    "GRANT UPDATE (actor_name, before, after) ON {trail} TO {role}",
)


class Command(BaseCommand):
    help = (
        "Give a role of PostgreSQL what the running portal needs, and no more. Run it as the owner "
        "of the tables, after each migrate."
    )

    def add_arguments(self, parser) -> None:
        parser.add_argument("role")

    def handle(self, *args, role, **options) -> None:
        if connection.vendor != "postgresql":
            raise CommandError("Only PostgreSQL has roles.")
        names = {"role": sql.Identifier(role), "trail": sql.Identifier(AuditEntry._meta.db_table)}
        with transaction.atomic(), connection.cursor() as cursor:
            _check(cursor, role)
            for right in RIGHTS:
                cursor.execute(sql.SQL(right).format(**names))
        self.stdout.write(f"{role} may read and write rows; of the trail it may only add some.")


def _check(cursor, role) -> None:
    cursor.execute(
        "SELECT rolname = current_user OR rolsuper FROM pg_roles WHERE rolname = %s", [role]
    )
    found = cursor.fetchone()
    if found is None:
        raise CommandError(f"There is no role {role}. CREATE ROLE … LOGIN PASSWORD … makes it.")
    if found[0]:
        raise CommandError(f"{role} owns the tables or may do everything: it needs no rights.")
