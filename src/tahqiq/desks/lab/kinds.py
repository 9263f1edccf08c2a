"""The kinds of records of the desk."""

from tahqiq.desks.lab.balances.record import BALANCE, CHECK
from tahqiq.desks.lab.examinations.record import ACT_LINE, EXAMINATION
from tahqiq.desks.lab.findings.record import RUN_USE
from tahqiq.desks.lab.in_house_library.record import ENTRY, VERSION
from tahqiq.desks.lab.instruments.record import DAY, MAINTENANCE
from tahqiq.desks.lab.sequences.record import SEQUENCE

KINDS = (EXAMINATION, ACT_LINE, SEQUENCE, DAY, MAINTENANCE, ENTRY, VERSION, RUN_USE, BALANCE, CHECK)
