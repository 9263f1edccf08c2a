"""Lists made of cases: the people of an open case as a list of the desk, with their documents and how they
are reached, sealed as it stood on the day."""

import csv
from datetime import date
from io import StringIO
from typing import Annotated

from pydantic import Field

from tahqiq.desk import ARGUMENT, ActingDesktop, Operation
from tahqiq.desk.answers import Strict
from tahqiq.desk.moments import MAY_LIE_AHEAD
from tahqiq.desks.passengers.screening_desk import NewList, WatchlistView, add
from tahqiq.jobs.progress import Progress
from tahqiq.kit import clock
from tahqiq.kit.errors import WrongUse
from tahqiq.model.entity import Entity

COLUMNS = ("id", "name", "alias", "birth date", "document", "phone", "email", "reason")
_NAMES = ("name", "alias", "previousName")


class CaseList(Strict):
    """Of which case, and on which basis."""

    case: Annotated[str, ARGUMENT] = Field(
        min_length=1, max_length=80, description="The case, by its id or title; you have to belong to it."
    )
    basis: str = Field(
        min_length=3,
        max_length=500,
        description="The law or order on which travellers may be compared with it.",
    )
    owner: str = Field(min_length=1, max_length=200, description="The authority that answers for it.")
    until: Annotated[date, MAY_LIE_AHEAD] = Field(description="The last day on which it is used.")


def of_case(at: ActingDesktop, asked: CaseList, _progress: Progress | None) -> WatchlistView:
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
    lines = [line for one in entities.entities(sorted(set(nodes))).values() if (line := _line(one, case.id))]
    at.bench.door.audit.read(at.actor, "passengers-case-list", case.id)
    if not lines:
        raise WrongUse("passengers-empty-case", case=asked.case[:80])
    text = StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(sorted(lines))
    name = f"{case.title} {clock.now().date().isoformat()}"[:120]
    own = at.elsewhere(
        at.desk.file
    )  # the list is the desk's: who screens with it does not belong to the case
    source = own.bench.collect_made(
        text.getvalue().encode(), f"{name}.csv", own.bench.deposit(own.home, zone="Asia/Baghdad")
    ).source
    return add(
        own,
        NewList(source=source, name=name, basis=asked.basis, owner=asked.owner, until=asked.until),
        None,
        of_case=case.id,
    )


def _line(one: Entity, case: str) -> tuple[str, ...] | None:
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


def _asked(at: ActingDesktop) -> CaseList:
    data = "name;passport\nKareem Jasim Alsample;X9000001\n"
    at.bench.collect_made(
        data.encode(), "people of the case.csv", at.bench.deposit(at.home, zone="Asia/Baghdad")
    )
    return CaseList(case=at.home, basis="Sample order 12", owner="Sample court", until=date(2099, 1, 1))


OPERATION = Operation(
    "lists-of-case",
    CaseList,
    WatchlistView,
    "act",
    "write-case",
    of_case,
    _asked,
    group="lists",
    leaves=True,
)
