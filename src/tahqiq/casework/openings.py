"""Who opened a record, and who wrote it: the log's entries about it, for those who are entitled to know."""

from dataclasses import dataclass

from tahqiq.access.cases import Case
from tahqiq.access.door import Door
from tahqiq.access.hidden_actor import SOMEBODY
from tahqiq.access.hidden_log import log_of
from tahqiq.access.seen_log import seen_by
from tahqiq.model.kinds import kinds
from tahqiq.model.scope import Actor

SEE = "see-openings"
"""The action of the policies."""
MOST = 500


@dataclass(frozen=True, slots=True)
class Opening:
    """That somebody had to do with a record. ``act`` is that of the log (``record``: looked at,
    ``record-history``: its versions looked at, ``save-record``: written); ``person`` and ``name`` "" where
    who acted is hidden from the person; ``version`` 0 where it is about all of them; ``failed``: it did not
    come to it."""

    at: str
    person: str
    name: str
    act: str
    version: int
    failed: bool


@dataclass(frozen=True, slots=True)
class Openings:
    """The latest first, ``more`` where there are further ones than are given, and how often each person is
    among them."""

    entries: tuple[Opening, ...]
    more: bool
    by_person: dict[str, int]


def openings(door: Door, actor: Actor, home: Case, kind: str, identity: str) -> Openings:
    """Who opened the record ``identity`` of a kind that lies in ``home``. That a list or a register showed a
    line of it is no opening. The look itself is in the log. Raises ``Refused``."""
    door.require(actor, SEE, home)
    declared = kinds().get(kind)
    hides = declared is not None and declared.hides_actor
    log_of(door.audit, door.workspace, hides=hides).read(
        actor, "record-openings", f"{kind} {identity}", home.id
    )
    found: list[Opening] = []
    names = {person.id: person.name for person in door.people.all()}
    leaves = door.audit.search.about((f"{kind} {identity}", identity), MOST + 1)
    for leaf in seen_by(door, actor, leaves[:MOST]):
        version = leaf.object.rpartition(".")[2] if "." in leaf.object else "0"
        found.append(
            Opening(
                leaf.at,
                "" if leaf.actor == SOMEBODY else leaf.actor,
                names.get(leaf.actor, "" if leaf.actor == SOMEBODY else leaf.actor),
                leaf.act,
                int(version) if version.isdigit() else 0,
                leaf.result not in ("", "done"),
            )
        )
    counts: dict[str, int] = {}
    for one in found:
        counts[one.name] = counts.get(one.name, 0) + 1
    return Openings(tuple(found), len(leaves) > MOST, counts)
