"""The ledger is append-only, and an approved Richtlinie never changes."""

from django.db import migrations

from portal.rights import revoke

APPEND_ONLY = """
CREATE TRIGGER booking_append_only BEFORE UPDATE OR DELETE ON stadtteilkasse_booking
    FOR EACH ROW EXECUTE FUNCTION portal_refuse_change();
CREATE TRIGGER booking_no_truncate BEFORE TRUNCATE ON stadtteilkasse_booking
    FOR EACH STATEMENT EXECUTE FUNCTION portal_refuse_change();
"""

APPEND_ONLY_BACK = """
DROP TRIGGER booking_no_truncate ON stadtteilkasse_booking;
DROP TRIGGER booking_append_only ON stadtteilkasse_booking;
"""

FROZEN = """
CREATE FUNCTION richtlinie_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state = 'approved' THEN
        RAISE EXCEPTION 'An approved Richtlinie never changes: draft a new version.'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER richtlinie_frozen BEFORE UPDATE OR DELETE ON stadtteilkasse_richtlinie
    FOR EACH ROW EXECUTE FUNCTION richtlinie_frozen();

CREATE FUNCTION richtlinie_part_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM stadtteilkasse_richtlinie AS richtlinie
        WHERE richtlinie.state = 'approved'
            AND richtlinie.id IN (
                CASE WHEN TG_OP <> 'INSERT' THEN OLD.richtlinie_id END,
                CASE WHEN TG_OP <> 'DELETE' THEN NEW.richtlinie_id END
            )
    ) THEN
        RAISE EXCEPTION 'An approved Richtlinie never changes: draft a new version.'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER kostenart_frozen BEFORE INSERT OR UPDATE OR DELETE ON stadtteilkasse_kostenart
    FOR EACH ROW EXECUTE FUNCTION richtlinie_part_frozen();
CREATE TRIGGER kriterium_frozen BEFORE INSERT OR UPDATE OR DELETE ON stadtteilkasse_kriterium
    FOR EACH ROW EXECUTE FUNCTION richtlinie_part_frozen();
CREATE TRIGGER ausschluss_frozen BEFORE INSERT OR UPDATE OR DELETE ON stadtteilkasse_ausschluss
    FOR EACH ROW EXECUTE FUNCTION richtlinie_part_frozen();
"""

FROZEN_BACK = """
DROP TRIGGER ausschluss_frozen ON stadtteilkasse_ausschluss;
DROP TRIGGER kriterium_frozen ON stadtteilkasse_kriterium;
DROP TRIGGER kostenart_frozen ON stadtteilkasse_kostenart;
DROP FUNCTION richtlinie_part_frozen();
DROP TRIGGER richtlinie_frozen ON stadtteilkasse_richtlinie;
DROP FUNCTION richtlinie_frozen();
"""


class Migration(migrations.Migration):
    dependencies = [("portal", "0002_triggers"), ("stadtteilkasse", "0001_initial")]

    operations = [
        migrations.RunSQL(APPEND_ONLY, APPEND_ONLY_BACK),
        revoke("stadtteilkasse_booking", "UPDATE, DELETE, TRUNCATE"),
        migrations.RunSQL(FROZEN, FROZEN_BACK),
    ]
