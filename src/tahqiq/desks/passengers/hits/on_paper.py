"""What the referral sheet shows beside what a hit keeps: the documents that the traveller carries, and both
spellings of the listed name."""

from collections.abc import Mapping

from tahqiq.desk import Desktop
from tahqiq.desks.passengers.travels.documents import own_documents
from tahqiq.desks.passengers.travels.record import TRAVEL
from tahqiq.kit.errors import NotFound


def with_documents(at: Desktop, body: Mapping[str, object]) -> Mapping[str, object]:
    """A hit's body for paper: under ``documents`` every document of the traveller (a hit itself keeps only
    the numbers that agree) with number, type, country and last day, under ``listed`` the name as the list
    writes it and the spelling that was compared. A masked hit stays as it is."""
    if body.get("masked"):
        return body
    names = [name for name in (body.get("listed_as"), body.get("listed")) if name]
    made = {**body, "listed": list(dict.fromkeys(names))}
    try:
        travel = (
            at.records(TRAVEL, at.leaving()).get(str(body["travel"])).body if body.get("travel") else None
        )
    except NotFound:  # deleted, as the law asks
        return made
    carried = own_documents(travel.rows, int(str(body["row"]))) if travel else []
    if not carried:
        return made
    return {**made, "documents": list(dict.fromkeys(map(_in_full, carried)))}


def _in_full(document: Mapping[str, str]) -> str:
    return " · ".join(document.get(name) or "–" for name in ("number", "type", "issuer", "expires"))
