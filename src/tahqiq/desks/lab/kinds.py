"""The kinds of records of the desk."""

from tahqiq.desks.lab.bench.sequences import DAY, MAINTENANCE, SEQUENCE
from tahqiq.desks.lab.exhibit import ACT_LINE, EXAMINATION
from tahqiq.desks.lab.in_house_library.entry import ENTRY, VERSION

KINDS = (EXAMINATION, ACT_LINE, SEQUENCE, DAY, MAINTENANCE, ENTRY, VERSION)
