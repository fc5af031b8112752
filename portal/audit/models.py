from django.contrib.postgres.fields import ArrayField
from django.db import models

PUBLIC_ID = r"^[a-z0-9]{16}$"
STEP = r"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+$"
NAME = r"^[a-z][a-z0-9_.]*$"
REGION_ID = r"^[0-9]{2,8}$"
HASH = r"^[0-9a-f]{64}$"


def _empty_or(field, pattern):
    return models.Q(**{field: ""}) | models.Q(**{f"{field}__regex": pattern})


class AuditEntry(models.Model):
    """Who did which step to what, sealed with the entry before it. Never changed, never deleted.

    It carries no personal data and no foreign key: what must be forgotten lies in ordinary rows.
    """

    seq = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    actor = models.CharField(max_length=16, blank=True)
    step = models.CharField(max_length=60)
    subject = models.CharField(max_length=16, blank=True, db_index=True)
    region_id = models.CharField(max_length=8, blank=True)
    fields = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    digests = models.JSONField(default=dict, blank=True)
    prev_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        verbose_name = "Protokolleintrag"
        verbose_name_plural = "Protokolleinträge"
        constraints = [
            models.CheckConstraint(condition=models.Q(seq__gte=1), name="auditentry_seq"),
            models.CheckConstraint(
                condition=_empty_or("actor", PUBLIC_ID), name="auditentry_actor_is_public_id"
            ),
            models.CheckConstraint(
                condition=_empty_or("subject", PUBLIC_ID), name="auditentry_subject_is_public_id"
            ),
            models.CheckConstraint(
                condition=_empty_or("region_id", REGION_ID), name="auditentry_region_is_number"
            ),
            models.CheckConstraint(
                condition=models.Q(step__regex=STEP), name="auditentry_step_is_dotted"
            ),
            models.CheckConstraint(
                condition=models.Q(prev_hash__regex=HASH, hash__regex=HASH),
                name="auditentry_hashes_are_hex",
            ),
        ]

    def __str__(self):
        return f"{self.seq} {self.step}"


class AuditHead(models.Model):
    """The one row that names the last entry. Writers lock it, so that the chain never forks.

    It only moves forwards, to an entry that exists; a trigger holds it to that.
    """

    seq = models.BigIntegerField(default=0)
    hash = models.CharField(max_length=64)

    class Meta:
        verbose_name = "Ende des Protokolls"
        verbose_name_plural = "Ende des Protokolls"
        constraints = [
            models.CheckConstraint(condition=models.Q(pk=1), name="audithead_is_one_row"),
        ]

    def __str__(self):
        return str(self.seq)
