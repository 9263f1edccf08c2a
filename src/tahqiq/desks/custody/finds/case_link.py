"""A find on the chart of an intelligence case: with whom it was, and which visits of the family came before,
as the registers say; payments and calls come into the same case from their own sources."""

from datetime import timedelta

from pydantic import Field

from tahqiq.desk import ActingDesktop, Operation, Stated
from tahqiq.desk.answers import Strict
from tahqiq.desk.records import every, example_entry, one
from tahqiq.desks.custody.finds.record import FIND, Find
from tahqiq.desks.custody.people.lookup import person_of
from tahqiq.desks.custody.people.record import PERSON
from tahqiq.desks.custody.visits.record import VISIT, Visit
from tahqiq.jobs.progress import Progress
from tahqiq.kit.errors import WrongUse
from tahqiq.names.fold import fold
from tahqiq.store.record_where import Between

COUNTED = frozenset({"family", "call"})
"""Visits that are stated. Those of lawyers, consuls, clergy and officials are nobody's lead: they never reach
a chart from here."""


class ConnectionRequest(Strict):
    """Which find, into which case, and how far back."""

    case: str = Field(description="The case of intelligence, by id or title.")
    find: str = Field(min_length=1, max_length=40, description="The number of the find.")
    days: int = Field(
        default=14, ge=0, le=90, description="Visits of so many days before the find are stated; 0: none."
    )
    reason: str = Field(
        min_length=5,
        max_length=500,
        description="Why these visits are needed in the case: that they came before proves nothing.",
    )


class ConnectionView(Strict):
    """The document in the case that states them, by the id of its source, and how many visits it has.
    ``left_out`` are visits of lawyers, consuls, clergy and officials in those days."""

    source: str
    visits: int
    left_out: int


def connect(at: ActingDesktop, asked: ConnectionRequest, _progress: Progress | None) -> ConnectionView:
    """State a find, who had it and the family's visits before it in a case, as a dated document. Raises
    ``NotFound`` (``custody-nothing-called``), ``WrongUse`` (``custody-find-of-nobody``) where the find was
    with nobody."""
    find = one(at, FIND, number=asked.find).body
    if not find.person:
        raise WrongUse("custody-find-of-nobody", value=find.number)
    came = [
        kept.body
        for kept in every(
            at, VISIT, {"person": find.person, "at": Between(find.at - timedelta(days=asked.days), find.at)}
        )
        if not kept.body.refused
    ]
    stated = [one for one in came if one.sort in COUNTED and asked.days]
    name = person_of(at, find.person).name
    made = at.publish(f"find {find.number}", [*_find(find, name, asked.reason), *_visits(stated)])
    return ConnectionView(
        source=made.source,
        visits=len(stated),
        left_out=len([one for one in came if one.sort not in COUNTED]) if asked.days else 0,
    )


def _find(find: Find, name: str, reason: str) -> list[Stated]:
    exhibit: dict[str, list[str]] = {
        "exhibitNumber": [find.number],
        "exhibitType": [find.sort],
        "name": [f"{find.sort} {find.number}"],
        "summary": [reason],
    }
    sealed = {"sealNumber": [find.sealed]} if find.sealed else {}
    link: dict[str, list[str]] = {
        "subject": ["person"],
        "object": ["find"],
        "role": [find.method],
        "date": [find.at.isoformat()],
        "recordId": [find.number],
    }
    return [
        Stated("person", "Person", {"name": [name], "summary": [find.person]}),
        Stated("find", "Exhibit", exhibit | sealed),
        Stated("had", "UnknownLink", link),
    ]


def _visits(came: list[Visit]) -> list[Stated]:
    """Each visit as a line between visitor and person; a visitor who came twice under one spelling is one."""
    keys: dict[str, str] = {}
    stated: list[Stated] = []
    for number, visit in enumerate(came, 1):
        folded = fold(visit.visitor)
        if folded not in keys:
            keys[folded] = f"visitor-{len(keys) + 1}"
            stated.append(Stated(keys[folded], "Person", {"name": [visit.visitor]}))
        line: dict[str, list[str]] = {
            "subject": [keys[folded]],
            "object": ["person"],
            "role": [visit.sort],
            "date": [visit.at.isoformat()],
            "recordId": [visit.number],
        }
        stated.append(Stated(f"visit-{number}", "UnknownLink", line))
    return stated


def _example(at: ActingDesktop) -> ConnectionRequest:
    number = example_entry(at, FIND, "E", person=example_entry(at, PERSON, "P-8"))
    return ConnectionRequest(case=at.home, find=number, reason="Who brought the telephone in?")


OPERATIONS = (
    Operation("connect", ConnectionRequest, ConnectionView, "act", "deposit", connect, _example, leaves=True),
)
