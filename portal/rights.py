"""For migrations: what the application's database role may not do to a table."""

from django.conf import settings
from django.db import migrations


def revoke(table: str, rights: str) -> migrations.RunPython:
    """An operation that takes rights ("UPDATE, DELETE, TRUNCATE") from the application's role.

    A database without that role (a copy that is only looked at) is left as it is.
    """

    def forwards(apps, schema_editor):
        quote = schema_editor.quote_name
        role = settings.DATABASE_APP_ROLE
        with schema_editor.connection.cursor() as cursor:
            cursor.execute("SELECT FROM pg_roles WHERE rolname = %s", [role])
            if cursor.rowcount:
                cursor.execute(f"REVOKE {rights} ON {quote(table)} FROM {quote(role)}")

    return migrations.RunPython(forwards, migrations.RunPython.noop)
