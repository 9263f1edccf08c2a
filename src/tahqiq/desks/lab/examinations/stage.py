"""Where the work on an exhibit stands: the one word that lists, pages and answers show."""

from tahqiq.desks.lab.examinations.counted import standing_purities, standing_results, standing_weighings
from tahqiq.desks.lab.examinations.record import Examination

EXAMINED = "examined"
"""The state of the flow in which an examination is at the bench; the others are reviews."""
NOT_BEGUN = "not-begun"


def begun(body: Examination) -> bool:
    """Whether something was drawn, weighed, measured or stated of it that counts."""
    return bool(
        standing_results(body)
        or standing_weighings(body)
        or standing_purities(body)
        or body.plan
        or body.worksheets
    )


def stage(state: str, body: Examination) -> str:
    """What is shown for a ``state`` of the flow: ``not-begun`` where it is at the bench and nothing was done
    yet, else the state."""
    return NOT_BEGUN if state == EXAMINED and not begun(body) else state
