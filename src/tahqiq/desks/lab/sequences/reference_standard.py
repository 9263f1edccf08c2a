"""The reference material of a substance as this sequence showed it."""

from dataclasses import dataclass

from tahqiq.desks.lab.batch.archive import Unpacked
from tahqiq.desks.lab.batch.view import SequenceView
from tahqiq.desks.lab.signal.components import Component

NEAR = 0.05


@dataclass(frozen=True, slots=True, eq=False)
class Standard:
    """A calibrator's component. ``first`` and ``last`` are the earliest and latest times (s) at which
    calibrators showed the substance."""

    target: str
    run: str
    part: Component
    first: float
    last: float


def reference_of(archive: Unpacked, view: SequenceView, target: str) -> Standard | None:
    """The component of the strongest calibrator that shows a substance; None where none does."""
    seen = [
        (finding.response or 0.0, one.run, finding.time)
        for one in view.injections
        if one.kind == "calibrator"
        for finding in one.findings
        if finding.target == target and finding.found == "yes" and finding.time is not None
    ]
    if not seen:
        return None
    _, run, time = max(seen)
    part = next((one for one in archive.run(run)[1] if abs(one.time - time) <= NEAR), None)
    times = [one for *_, one in seen]
    return None if part is None else Standard(target, run, part, min(times), max(times))
