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


# Who had a hand in a draft stays on record as long as the draft is there.
EDITORS_STAY = """
CREATE FUNCTION stadtteilkasse_editors_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM stadtteilkasse_bescheid WHERE id = OLD.bescheid_id) THEN
        RAISE EXCEPTION 'Who had a hand in a draft stays on record'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER bescheideditor_stays AFTER DELETE ON stadtteilkasse_bescheideditor
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION stadtteilkasse_editors_stay();
"""

EDITORS_GO = """
DROP TRIGGER bescheideditor_stays ON stadtteilkasse_bescheideditor;
DROP FUNCTION stadtteilkasse_editors_stay();
"""

RULES_BEGIN_AS_DRAFT = """
CREATE FUNCTION stadtteilkasse_richtlinie_begins_as_draft() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.state <> 'draft' THEN
        RAISE EXCEPTION 'A Richtlinie begins as a draft: a second person approves it'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER richtlinie_begins_as_draft BEFORE INSERT ON stadtteilkasse_richtlinie
    FOR EACH ROW EXECUTE FUNCTION stadtteilkasse_richtlinie_begins_as_draft();
"""

RULES_BEGIN_ANYHOW = """
DROP TRIGGER richtlinie_begins_as_draft ON stadtteilkasse_richtlinie;
DROP FUNCTION stadtteilkasse_richtlinie_begins_as_draft();
"""


class Migration(migrations.Migration):
    """Close ways around the release, and keep the proof of Bekanntgabe."""

    dependencies = [("stadtteilkasse", "0004_bericht_triggers")]

    operations = [
        migrations.RunSQL(BORN_AS_DRAFT, BEFORE),
        migrations.RunSQL(NOTED_ONCE, NOTED_FREELY),
        migrations.RunSQL(EDITORS_STAY, EDITORS_GO),
        migrations.RunSQL(RULES_BEGIN_AS_DRAFT, RULES_BEGIN_ANYHOW),
        revoke("stadtteilkasse_bekanntgabe", "DELETE, TRUNCATE"),
    ]
