"""The kinds of records of the desk."""

from tahqiq.desks.lab.bench.sequences import DAY, MAINTENANCE, SEQUENCE
from tahqiq.desks.lab.exhibit import EXAMINATION
from tahqiq.desks.lab.in_house_library.entry import ENTRY, VERSION

KINDS = (EXAMINATION, SEQUENCE, DAY, MAINTENANCE, ENTRY, VERSION)
