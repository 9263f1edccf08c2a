"""Sources of the examples."""

from tahqiq.casework.vault.vault import Vault
from tahqiq.desk import ActingDesktop
from tahqiq.desks.covert.authorisations.decisions import granted
from tahqiq.desks.covert.compartments import vault_example
from tahqiq.desks.covert.identities import IDENTITY
from tahqiq.desks.covert.relations import involvement
from tahqiq.desks.covert.sources.record import SOURCE, SourceRef, SourceState, Stage
from tahqiq.kit import clock


def handled_example(at: ActingDesktop, *people: str) -> str:
    """The code of a source of the examples that these people handle."""
    vault_example(at)
    now, code = clock.now(), Vault(at.bench.door, at.actor, IDENTITY).register({"name": "سلام جاسم العينة"})
    stages = [Stage(state="approached", at=now, entered_at=now)]
    return (
        at.records(SOURCE)
        .save(SourceRef(code=code, stages=stages, involved=[involvement(at, code, one) for one in people]))
        .body.code
    )


def source_example(at: ActingDesktop, state: SourceState = "approached", *, own: bool = True) -> str:
    """The code of a source of the examples in a state."""
    vault_example(at)
    now, code = clock.now(), granted(at, "source")
    stages = [Stage(state="approached", at=now, entered_at=now)] + (
        [Stage(state=state, at=now, entered_at=now)] if state != "approached" else []
    )
    under = granted(at, "source") if state == "active" else ""
    involved = [involvement(at, code, at.actor.id)] if own else []
    return (
        at.records(SOURCE)
        .save(SourceRef(code=code, stages=stages, authorisation=under, involved=involved))
        .body.code
    )
