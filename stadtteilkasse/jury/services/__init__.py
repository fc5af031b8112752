"""Every write of the room. Locks: the case before the Sitzung, the Sitzung before the budget."""

from stadtteilkasse.jury.services.agenda import (
    fill_agenda,
    move,
    put_on_agenda,
    take_off_agenda,
)
from stadtteilkasse.jury.services.sitzung import (
    cancel_sitzung,
    change_sitzung,
    close_sitzung,
    plan_sitzung,
    record_attendance,
)
from stadtteilkasse.jury.services.vote import (
    MoneyShort,
    put_on_waiting_list,
    record_vote,
    reopen_vote,
)

__all__ = [
    "MoneyShort",
    "cancel_sitzung",
    "change_sitzung",
    "close_sitzung",
    "fill_agenda",
    "move",
    "plan_sitzung",
    "put_on_agenda",
    "put_on_waiting_list",
    "record_attendance",
    "record_vote",
    "reopen_vote",
    "take_off_agenda",
]
