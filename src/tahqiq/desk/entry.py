"""Sitting down at a desk: the desk must be switched on, the person belong to its file, and the policies allow
the look or act."""

from tahqiq.casework.records import require_step
from tahqiq.desk.declaration import Desk
from tahqiq.desk.desktop import SeatedDesktop
from tahqiq.desk.dispatch import carried_over, own_file
from tahqiq.kit.errors import NotFound, WrongUse
from tahqiq.model.scope import Purpose
from tahqiq.workbench import Workbench


def enter(
    bench: Workbench, declared: Desk, case: str = "", action: str = "read-case", purpose: Purpose = "work"
) -> SeatedDesktop:
    """A person at a desk, about a case (id or title) or, with "", about the desk's own file. Raises
    ``NotFound`` (``desk-closed``, ``no-such-case``), ``WrongUse`` (``case-needed``) for a general desk
    without a case, ``Refused``."""
    carried_over(bench.door, declared)
    own = own_file(bench, declared)
    if own is None and not declared.general:
        raise NotFound("desk-closed", desk=declared.name)
    if own is None and not case:
        raise WrongUse("case-needed")
    home = bench.door.cases.find(bench.actor.id, case) if case or own is None else own
    if action == "take-step":
        require_step(bench.door, bench.actor, home)
    else:
        bench.door.require(bench.actor, action, home)
    return SeatedDesktop(bench, declared, home.id, purpose)
