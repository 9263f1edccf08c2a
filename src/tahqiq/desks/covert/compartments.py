"""Compartments for the examples."""

from tahqiq.desk import ActingDesktop
from tahqiq.desks.covert.relations import SOURCE_ID
from tahqiq.kit.errors import Conflict, NotFound


def let_in(at: ActingDesktop, compartment: str, title: str) -> None:
    """Open a compartment for the examples where nobody has, and let the person in."""
    try:
        at.bench.door.cases.compartment(at.actor.id, compartment)
    except NotFound:
        try:
            at.bench.team.open_compartment(compartment, title)
        except (Conflict, NotFound):
            at.bench.door.cases.admit(compartment, at.actor.id, at.actor.id)


def vault_example(at: ActingDesktop) -> None:
    """Open the compartment of sources for the examples, and let the person in."""
    let_in(at, SOURCE_ID, "هويات المصادر")
