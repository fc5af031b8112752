from django.db import migrations

from portal.rights import revoke

# Other rooms use portal_refuse_change for their own frozen tables.
REFUSE_CHANGE = """
CREATE FUNCTION portal_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only: no %', TG_TABLE_NAME, TG_OP
        USING ERRCODE = 'integrity_constraint_violation';
END $$;
"""

APPEND_ONLY = """
CREATE TRIGGER auditentry_append_only BEFORE UPDATE OR DELETE ON portal_auditentry
    FOR EACH ROW EXECUTE FUNCTION portal_refuse_change();
CREATE TRIGGER auditentry_no_truncate BEFORE TRUNCATE ON portal_auditentry
    FOR EACH STATEMENT EXECUTE FUNCTION portal_refuse_change();
"""

HEAD_MOVES_FORWARDS = """
CREATE FUNCTION portal_audit_head_moves_forwards() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.seq <= OLD.seq OR NOT EXISTS (
        SELECT FROM portal_auditentry WHERE seq = NEW.seq AND hash = NEW.hash
    ) THEN
        RAISE EXCEPTION 'The head of the audit trail only moves forwards, to its last entry'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER audithead_moves_forwards BEFORE UPDATE ON portal_audithead
    FOR EACH ROW EXECUTE FUNCTION portal_audit_head_moves_forwards();
CREATE TRIGGER audithead_stays BEFORE DELETE ON portal_audithead
    FOR EACH ROW EXECUTE FUNCTION portal_refuse_change();
CREATE TRIGGER audithead_no_truncate BEFORE TRUNCATE ON portal_audithead
    FOR EACH STATEMENT EXECUTE FUNCTION portal_refuse_change();
INSERT INTO portal_audithead (id, seq, hash) VALUES (1, 0, repeat('0', 64));
"""

DROP = """
DROP TRIGGER auditentry_append_only ON portal_auditentry;
DROP TRIGGER auditentry_no_truncate ON portal_auditentry;
DROP TRIGGER audithead_moves_forwards ON portal_audithead;
DROP TRIGGER audithead_stays ON portal_audithead;
DROP TRIGGER audithead_no_truncate ON portal_audithead;
DELETE FROM portal_audithead;
DROP FUNCTION portal_audit_head_moves_forwards();
DROP FUNCTION portal_refuse_change();
"""


class Migration(migrations.Migration):
    """Make the audit trail append-only, for everyone, by trigger and by right."""

    dependencies = [("portal", "0001_initial")]

    operations = [
        migrations.RunSQL(REFUSE_CHANGE + APPEND_ONLY + HEAD_MOVES_FORWARDS, DROP),
        revoke("portal_auditentry", "UPDATE, DELETE, TRUNCATE"),
        revoke("portal_audithead", "INSERT, DELETE, TRUNCATE"),
    ]
