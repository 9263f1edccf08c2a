"""Which sample a run is of, by what its own file says: a sheet can be written again, the vial was named when
it was injected."""

import hashlib
import re

import numpy as np

from tahqiq.desks.lab.spectrum import Fields, Run

NAMES = frozenset({"sample", "samplename", "samplesheet:samplename"})
"""What instruments call the name of a vial in a run's head (ANDI, ChemStation, MassHunter, mzML)."""


def vials_of(fields: Fields) -> tuple[str, ...]:
    """The names of the vial in the head of a run, each once; none where the file does not say.

    >>> vials_of((("sample", "4/1"), ("operator", "x"), ("sample sheet: Sample Name", "4/1 dil. 10")))
    ('4/1', '4/1 dil. 10')
    """
    plain = ((re.sub(r"[\s_-]", "", name).casefold(), value.strip()) for name, value in fields)
    return tuple(dict.fromkeys(value for name, value in plain if name in NAMES and value))


def is_of(vial: str, sample: str) -> bool:
    """Whether the name of a vial holds that of a sample as whole words, whatever the case and blanks.

    >>> is_of("Exhibit 4/1, dil. 10", "4/1"), is_of("4/10", "4/1"), is_of("FL21/1010", "fl21/1010")
    (True, False, True)
    """
    here, wanted = (" ".join(one.casefold().split()) for one in (vial, sample))
    return bool(wanted) and re.search(rf"(?<![\w/.-]){re.escape(wanted)}(?![\w/-])", here) is not None


def signal_of(run: Run) -> str:
    """The SHA-256 of what was measured: points and scans, without times and names. A run that was only given
    another name has the same."""
    digest = hashlib.sha256()
    for values, kind in ((run.starts, "<i8"), (run.mz, "<f8"), (run.intensity, "<f8")):
        digest.update(np.ascontiguousarray(values, kind).tobytes())
    return digest.hexdigest()
