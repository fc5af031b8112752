from django.db import migrations

from portal.rights import revoke

FROZEN_LETTER = """
CREATE FUNCTION stadtteilkasse_bescheid_is_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state = 'draft' THEN
        IF TG_OP = 'UPDATE' AND NEW.state <> 'draft' AND EXISTS (
            SELECT FROM stadtteilkasse_bescheideditor
            WHERE bescheid_id = NEW.id AND user_id = NEW.released_by_id
        ) THEN
            RAISE EXCEPTION 'Who had a hand in a draft does not release it'
                USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
    END IF;
    IF TG_OP = 'DELETE' OR NEW.state = 'draft'
        OR to_jsonb(NEW) - 'state' - 'version' IS DISTINCT FROM to_jsonb(OLD) - 'state' - 'version'
    THEN
        RAISE EXCEPTION 'A released letter never changes'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER bescheid_is_frozen BEFORE UPDATE OR DELETE ON stadtteilkasse_bescheid
    FOR EACH ROW EXECUTE FUNCTION stadtteilkasse_bescheid_is_frozen();
CREATE TRIGGER bescheid_no_truncate BEFORE TRUNCATE ON stadtteilkasse_bescheid
    FOR EACH STATEMENT EXECUTE FUNCTION portal_refuse_change();

CREATE FUNCTION stadtteilkasse_draft_only() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    parent bigint := CASE TG_OP WHEN 'DELETE' THEN OLD.bescheid_id ELSE NEW.bescheid_id END;
BEGIN
    IF EXISTS (SELECT FROM stadtteilkasse_bescheid WHERE id = parent AND state <> 'draft') THEN
        RAISE EXCEPTION 'A released letter never changes'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER bescheideditor_draft_only
    BEFORE INSERT OR UPDATE OR DELETE ON stadtteilkasse_bescheideditor
    FOR EACH ROW EXECUTE FUNCTION stadtteilkasse_draft_only();
CREATE TRIGGER bescheid_conditions_draft_only
    BEFORE INSERT OR UPDATE OR DELETE ON stadtteilkasse_bescheid_conditions
    FOR EACH ROW EXECUTE FUNCTION stadtteilkasse_draft_only();

CREATE FUNCTION stadtteilkasse_ausfertigung_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR (OLD.file_id IS NOT NULL
        AND (NEW.file_id, NEW.sha256, NEW.bescheid_id)
            IS DISTINCT FROM (OLD.file_id, OLD.sha256, OLD.bescheid_id))
    THEN
        RAISE EXCEPTION 'The PDF of a letter is made once'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER ausfertigung_once BEFORE UPDATE OR DELETE ON stadtteilkasse_ausfertigung
    FOR EACH ROW EXECUTE FUNCTION stadtteilkasse_ausfertigung_once();

CREATE TRIGGER klausel_append_only BEFORE UPDATE OR DELETE ON stadtteilkasse_klausel
    FOR EACH ROW EXECUTE FUNCTION portal_refuse_change();
"""

DROP = """
DROP TRIGGER bescheid_is_frozen ON stadtteilkasse_bescheid;
DROP TRIGGER bescheid_no_truncate ON stadtteilkasse_bescheid;
DROP TRIGGER bescheideditor_draft_only ON stadtteilkasse_bescheideditor;
DROP TRIGGER bescheid_conditions_draft_only ON stadtteilkasse_bescheid_conditions;
DROP TRIGGER ausfertigung_once ON stadtteilkasse_ausfertigung;
DROP TRIGGER klausel_append_only ON stadtteilkasse_klausel;
DROP FUNCTION stadtteilkasse_bescheid_is_frozen();
DROP FUNCTION stadtteilkasse_draft_only();
DROP FUNCTION stadtteilkasse_ausfertigung_once();
"""


class Migration(migrations.Migration):
    """Freeze what was released: the letter, its PDF, and the versions of its texts."""

    dependencies = [("stadtteilkasse", "0002_haushalt_triggers")]

    operations = [
        migrations.RunSQL(FROZEN_LETTER, DROP),
        revoke("stadtteilkasse_klausel", "UPDATE, DELETE, TRUNCATE"),
        revoke("stadtteilkasse_bescheid", "TRUNCATE"),
    ]
