"""Recordings of intercepted items: whether the original of the name is the one of the list, and to whom it is
closed."""

from collections.abc import Mapping

from tahqiq.access.door import Door
from tahqiq.desk import Desktop, desk
from tahqiq.desk.clockwork import service_account
from tahqiq.desks.covert.authorisations.lookup import of_number as order_of
from tahqiq.desks.covert.authorisations.record import AUTHORISATION
from tahqiq.desks.covert.product.record import FOR_THE_CHOSEN, ITEM, Item
from tahqiq.workbench import Workbench

Known = Mapping[str, tuple[str, str]]
"""Originals of a case by name: digest and id."""


def recordings_of(at: Desktop, case: str) -> Known:
    """The originals of a case that the person sees."""
    return {
        one.name: (one.sha256, one.id)
        for one in at.bench.workspace.sources.all(at.bench.scope("work"))
        if one.case == case
    }


def standing(body: Item, known: Known) -> tuple[str, str]:
    """How the recording of an item stands, and the id of its original ("" : it is not the one): matches,
    differs, absent, or "" where nothing can be said."""
    if not body.file or not body.digest:
        return "", ""
    found = known.get(body.file)
    if found is None:
        return "absent", ""
    return ("matches", found[1]) if found[0] == body.digest else ("differs", "")


def recording(at: Desktop, body: Item, known: Known | None = None) -> tuple[str, str]:
    """As :func:`standing`; an original that is closed to the person has no id."""
    how, original = standing(body, recordings_of(at, body.case) if known is None else known)
    return how, original if not body.held and chosen(at, body) else ""


def chosen(at: Desktop, body: Item) -> bool:
    """Whether the person may hear and read an item: what is privileged, or for the judge, only whom the judge
    named."""
    return body.state not in FOR_THE_CHOSEN or at.actor.id in (
        one.person for one in order_of(at, body.authorisation).body.deciders
    )


def closed(door: Door, person: str, sha256: str) -> bool:
    """Whether an original is the recording of an item that is privileged, for the judge, or outside its
    order: then nobody hears it but whom the judge named. ``person`` "" : it is to leave the program, and
    nobody was named for that. Asked as the desk's own account, so that it binds whoever asks."""
    declared = desk("covert")
    if door.cases.opened(declared.file) is None:
        return False
    at = Desktop(Workbench(door, service_account(door, declared)), declared, declared.file, "work")
    for one in at.shelf(ITEM).find({"digest": sha256}, limit=500).records:
        if one.body.held or one.body.state in FOR_THE_CHOSEN:
            found = at.shelf(AUTHORISATION).find({"number": one.body.authorisation}, limit=1).records
            if not person or not any(
                named.person == person for order in found for named in order.body.deciders
            ):
                return True
    return False
