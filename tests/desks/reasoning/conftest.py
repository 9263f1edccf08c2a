"""A house of casework with a desk in it."""

from tahqiq.desks.reasoning.crime_scripts.scripts import Scripts
from tahqiq.desks.reasoning.desk import DESK
from tahqiq.desks.reasoning.hypotheses.boards import Boards
from tahqiq.workbench import Workbench
from tests.casework.conftest import casework_template as casework_template
from tests.casework.conftest import house as house
from tests.seat import Seat


def at_desk(bench: Workbench, case: str = "Harbour") -> Seat:
    """Somebody at the desk, about a case of theirs."""
    return Seat(bench, DESK, bench.door.cases.find(bench.actor.id, case).id, "work")


def boards(bench: Workbench) -> Boards:
    return Boards(at_desk(bench))


def scripts(bench: Workbench) -> Scripts:
    return Scripts(at_desk(bench))
