from django.db import migrations

from portal.rights import revoke

FROZEN_FIGURES = """
CREATE FUNCTION stadtteilkasse_bericht_is_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR (NEW.content, NEW.sha256, NEW.year, NEW.bezirk_id)
        IS DISTINCT FROM (OLD.content, OLD.sha256, OLD.year, OLD.bezirk_id)
    THEN
        RAISE EXCEPTION 'The figures of a report never change'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER bericht_is_frozen BEFORE UPDATE OR DELETE ON stadtteilkasse_bericht
    FOR EACH ROW EXECUTE FUNCTION stadtteilkasse_bericht_is_frozen();
"""

DROP = """
DROP TRIGGER bericht_is_frozen ON stadtteilkasse_bericht;
DROP FUNCTION stadtteilkasse_bericht_is_frozen();
"""


class Migration(migrations.Migration):
    """Freeze the figures of a report; its head can still be completed."""

    dependencies = [("stadtteilkasse", "0003_bescheid_triggers")]

    operations = [
        migrations.RunSQL(FROZEN_FIGURES, DROP),
        revoke("stadtteilkasse_bericht", "DELETE, TRUNCATE"),
    ]
