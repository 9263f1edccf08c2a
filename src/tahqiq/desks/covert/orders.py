"""The register feeds the intake: an original collected under a number of the register is held back outside
its subjects, places, methods and time (``tahqiq collect --order NUMBER``)."""

from tahqiq.access.door import Door
from tahqiq.casework.vault.pseudonym import checked
from tahqiq.desk import desk
from tahqiq.desk.clockwork import service_account
from tahqiq.desk.desktop import Desktop
from tahqiq.desks.covert.authorisations.record import AUTHORISATION, Authorisation
from tahqiq.desks.covert.moments import stamp
from tahqiq.desks.covert.states import Worded
from tahqiq.kit.errors import Conflict
from tahqiq.model.kind import day_of
from tahqiq.model.source import Authority
from tahqiq.workbench import Workbench


def order_of(door: Door, reference: str) -> Authority | None:
    """What an authorisation covers, asked as the desk's own account, so that it binds whoever deposits; None
    for a number that is not in the register, or where the desk is closed. Raises ``Conflict``
    (``covert-not-in-force``) for one that was never granted."""
    number, declared = checked(reference), desk("covert")
    if number is None or door.cases.opened(declared.file) is None:
        return None
    bench = Workbench(door, service_account(door, declared))
    found = (
        Desktop(bench, declared, declared.file, "work")
        .records(AUTHORISATION)
        .find({"number": number}, limit=1)
        .records
    )
    return authority(found[0].body) if found else None


def authority(body: Authorisation) -> Authority:
    """An authorisation as the bounds of an intake."""
    span, decision = body.span, body.decision
    if span is None or decision is None:
        raise Conflict(
            "covert-not-in-force", number=body.number, state="–" if decision is None else Worded("refused")
        )
    return Authority(
        reference=body.number,
        court=decision.by if decision.received else "",
        date=day_of(decision.at).isoformat(),
        numbers=tuple(body.subjects),
        start=stamp(span[0]),
        end=stamp(span[1]),
        places=tuple(body.places),
        methods=tuple(body.methods),
        interceptions=tuple(body.liids),
    )
