"""An examination by its id or the number of its exhibit, and where it stands in its reviews."""

from tahqiq.casework.records import RecordVersion
from tahqiq.desk import Desktop
from tahqiq.desk.lifecycles import Lives
from tahqiq.desks.lab.examinations.record import EXAMINATION, Examination
from tahqiq.kit.errors import NotFound, WrongUse

REPORTED = frozenset({"issued", "recalling"})
"""States in which a report of the examination stands: nothing is entered, corrected or withdrawn until two
people have taken the release back."""


def examination_of(at: Desktop, named: str) -> RecordVersion[Examination]:
    """The examination of this id, or of the exhibit with this number. Raises ``NotFound``
    (``lab-no-exhibit``)."""
    found = at.records(EXAMINATION).find({"exhibit": named.strip()}, at.home, limit=1).records
    if found:
        return found[0]
    try:
        return at.records(EXAMINATION).get(named.strip(), at.home)
    except NotFound:
        raise NotFound("lab-no-exhibit", exhibit=named[:60]) from None


def working(at: Desktop, named: str) -> RecordVersion[Examination]:
    """An examination that may still be written on. Raises ``WrongUse`` (``lab-issued``)."""
    kept = examination_of(at, named)
    if state_of(at, kept) in REPORTED:
        raise WrongUse("lab-issued", exhibit=kept.body.exhibit)
    return kept


def state_of(at: Desktop, kept: RecordVersion[Examination]) -> str:
    """Where it stands in its reviews."""
    return Lives(at, EXAMINATION).of(kept).standing.state
