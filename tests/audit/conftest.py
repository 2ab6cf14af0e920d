import pytest
from django.db import connection


@pytest.fixture
def bare_table():
    """As someone with all rights on the database would find it."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE audit_auditentry DISABLE TRIGGER ALL")
