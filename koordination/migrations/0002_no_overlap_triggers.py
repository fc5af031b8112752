"""One office and one Träger for a region at a time.

An exclusion constraint with the built-in ranges: the region's key becomes a range of one number,
because equality of plain columns in GiST would need an extension.
"""

from django.db import migrations

TABLES = ("traegerschaft", "koordination")

ADD = """
ALTER TABLE koordination_{table} ADD CONSTRAINT {table}_no_overlap EXCLUDE USING gist (
    int4range(region_id::integer, region_id::integer, '[]') WITH &&,
    daterange(valid_from, valid_until, '[]') WITH &&
)
"""
DROP = "ALTER TABLE koordination_{table} DROP CONSTRAINT {table}_no_overlap"


class Migration(migrations.Migration):
    dependencies = [("koordination", "0001_initial")]

    operations = [
        migrations.RunSQL(ADD.format(table=table), DROP.format(table=table)) for table in TABLES
    ]
