"""The compartments of this desk: health, complaints, the prison's intelligence. Nobody is inside because of
their rank."""

from tahqiq.desk import ActingDesktop
from tahqiq.kit.errors import Conflict, NotFound, Refused

TITLES = {
    "custody-health": "Health of people held",
    "custody-complaints": "Complaints of people held",
    "custody-intelligence": "Prison intelligence",
}


def inside(at: ActingDesktop, compartment: str) -> bool:
    """Whether the person may write into a compartment. One that nobody has opened yet is opened for who may
    open compartments, and they are the first inside."""
    try:
        at.bench.door.cases.compartment(at.actor.id, compartment)
    except NotFound:
        try:
            at.bench.team.open_compartment(compartment, TITLES[compartment])
        except (Conflict, Refused):
            return False
    return True


def require_inside(at: ActingDesktop, compartment: str, refusal: str) -> None:
    """Raise ``Refused`` (``refusal``) for whoever is outside a compartment."""
    if not inside(at, compartment) or compartment not in at.bench.door.cases.compartments(at.actor.id):
        raise Refused(refusal)
