"""A watchlist made of a case: the people of an open case with their documents and how they are reached,
sealed as it is on the day."""

from typing import Annotated

from tahqiq.desk import ARGUMENT, ActingDesktop
from tahqiq.desk.details import Details, stated
from tahqiq.desks.passengers.watchlists.made_tables import seal_table
from tahqiq.desks.passengers.watchlists.operations import add_watchlist
from tahqiq.desks.passengers.watchlists.record import WatchlistRequest, WatchlistTerms
from tahqiq.desks.passengers.watchlists.view import WatchlistView
from tahqiq.jobs.progress import Progress
from tahqiq.kit import clock
from tahqiq.kit.errors import WrongUse
from tahqiq.model.entity import Entity
from tahqiq.model.kind import day_of

COLUMNS = ("id", "name", "alias", "birth date", "document", "phone", "email", "reason")


_NAMES = ("name", "alias", "previousName")


class CaseDetails(Details):
    """Of which case the list is made."""

    case: Annotated[str, ARGUMENT] = stated(
        "The case, by its id or title; you have to belong to it.", bounds=(1, 80)
    )


class CaseWatchlistRequest(WatchlistTerms, CaseDetails, needs=("case", "basis", "owner", "until")):
    """Of which case, and on which basis."""


def watchlist_of_case(
    at: ActingDesktop, asked: CaseWatchlistRequest, _progress: Progress | None
) -> WatchlistView:
    """Make a list of everybody in a case whom who asks may see and pass on; what is handled more closely,
    lies in a compartment, or is held back by an order and not released, stays in the case. The list does not
    grow with the case: make it again. Raises ``NotFound`` (``no-such-case``), ``Refused``, ``WrongUse``
    (``passengers-empty-case``)."""
    case = at.bench.door.cases.find(at.actor.id, asked.case)
    at.bench.door.require(at.actor, "read-case", case)
    scope = at.handed_on(case.id)
    entities = at.bench.entities(scope)
    nodes = [
        entities.clustering.representative(node)
        for node in at.bench.workspace.reading.of_types(scope, ("Person",))
    ]
    lines = [line for one in entities.entities(sorted(set(nodes))).values() if (line := _row(one, case.id))]
    at.bench.door.audit.read(at.actor, "passengers-case-list", case.id)
    if not lines:
        raise WrongUse("passengers-empty-case", case=asked.case[:80])
    # who screens reads the name: the title of a case may say what it is about
    name = f"{asked.owner} {day_of(clock.now()).isoformat()}"[:120]
    own = at.elsewhere(
        at.desk.file
    )  # the list is the desk's: who screens with it does not belong to the case
    source = seal_table(own, name, COLUMNS, sorted(lines))
    return add_watchlist(
        own,
        WatchlistRequest(source=source, name=name, basis=asked.basis, owner=asked.owner, until=asked.until),
        None,
        of_case=case.id,
    )


def _row(one: Entity, case: str) -> tuple[str, ...] | None:
    names = list(dict.fromkeys(name for prop in _NAMES for name in one.values(prop)))
    papers = [*one.values("passportNumber"), *one.values("idNumber")]
    if not names and not papers:
        return None
    born = next(iter(one.values("birthDate")), "")
    return (
        one.id.hex(),
        names[0] if names else "",
        "|".join(names[1:]),
        born,
        "|".join(papers),
        "|".join(one.values("phone")),
        "|".join(one.values("email")),
        case,
    )
