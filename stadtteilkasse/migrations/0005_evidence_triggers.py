from django.db import migrations

from portal.rights import revoke

BORN_AS_DRAFT = """
CREATE FUNCTION stadtteilkasse_bescheid_begins_as_draft() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.state <> 'draft' THEN
        RAISE EXCEPTION 'A letter begins as a draft: only a release makes more of it'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER bescheid_begins_as_draft BEFORE INSERT ON stadtteilkasse_bescheid
    FOR EACH ROW EXECUTE FUNCTION stadtteilkasse_bescheid_begins_as_draft();

-- Both the letter that a row leaves and the one that it comes to must be drafts.
CREATE OR REPLACE FUNCTION stadtteilkasse_draft_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM stadtteilkasse_bescheid
        WHERE state <> 'draft'
            AND id IN (
                CASE WHEN TG_OP <> 'INSERT' THEN OLD.bescheid_id END,
                CASE WHEN TG_OP <> 'DELETE' THEN NEW.bescheid_id END
            )
    ) THEN
        RAISE EXCEPTION 'A released letter never changes'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
"""

# What was noted once stays: deadlines and the proof of Bekanntgabe (section 41 VwVfG) rest on it.
NOTED_ONCE = """
CREATE FUNCTION stadtteilkasse_bekanntgabe_noted_once() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    noted jsonb := jsonb_strip_nulls(to_jsonb(OLD));
BEGIN
    IF TG_OP = 'DELETE' OR NOT to_jsonb(NEW) @> noted THEN
        RAISE EXCEPTION 'What was noted of a Bekanntgabe never changes'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER bekanntgabe_noted_once BEFORE UPDATE OR DELETE ON stadtteilkasse_bekanntgabe
    FOR EACH ROW EXECUTE FUNCTION stadtteilkasse_bekanntgabe_noted_once();
"""

BEFORE = """
DROP TRIGGER bescheid_begins_as_draft ON stadtteilkasse_bescheid;
DROP FUNCTION stadtteilkasse_bescheid_begins_as_draft();
CREATE OR REPLACE FUNCTION stadtteilkasse_draft_only() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    parent bigint := CASE TG_OP WHEN 'DELETE' THEN OLD.bescheid_id ELSE NEW.bescheid_id END;
BEGIN
    IF EXISTS (SELECT FROM stadtteilkasse_bescheid WHERE id = parent AND state <> 'draft') THEN
        RAISE EXCEPTION 'A released letter never changes'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
"""

NOTED_FREELY = """
DROP TRIGGER bekanntgabe_noted_once ON stadtteilkasse_bekanntgabe;
DROP FUNCTION stadtteilkasse_bekanntgabe_noted_once();
"""


class Migration(migrations.Migration):
    """Close ways around the release, and keep the proof of Bekanntgabe."""

    dependencies = [("stadtteilkasse", "0004_bericht_triggers")]

    operations = [
        migrations.RunSQL(BORN_AS_DRAFT, BEFORE),
        migrations.RunSQL(NOTED_ONCE, NOTED_FREELY),
        revoke("stadtteilkasse_bekanntgabe", "DELETE, TRUNCATE"),
    ]
