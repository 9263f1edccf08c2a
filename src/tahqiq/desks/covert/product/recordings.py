"""Recordings of intercepted items: whether the original of the name is the one of the list, and to whom it is
closed."""

from collections.abc import Iterator, Mapping
from typing import cast, get_args

from tahqiq.access.closed import ClosingRegister
from tahqiq.access.desk_file import desk_file
from tahqiq.access.hidden_actor import HiddenActors
from tahqiq.casework.actor_fields import opened
from tahqiq.desk import Desktop
from tahqiq.desks.covert.authorisations.lookup import of_number as order_of
from tahqiq.desks.covert.authorisations.record import AUTHORISATION
from tahqiq.desks.covert.product.record import FOR_THE_CHOSEN, ITEM, Held, Item
from tahqiq.model.kind import B, Kind
from tahqiq.model.kinds import AnyKind
from tahqiq.model.scope import Scope
from tahqiq.store.record_where import OneOf, Where
from tahqiq.store.workspace import Workspace

_PAGE = 500
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


def closed_recordings(workspace: Workspace, whole: Scope) -> Mapping[str, frozenset[str]]:
    """The recordings of items that are privileged, for the judge, or outside their order: nobody hears them
    but whom the judge named for every such item."""
    actors, found, named = HiddenActors(workspace), dict[str, frozenset[str]](), dict[str, frozenset[str]]()
    closing: tuple[Where, ...] = (
        {"state": OneOf(tuple(FOR_THE_CHOSEN))},
        {"held": OneOf(get_args(Held)[1:])},
    )
    for item in (one for where in closing for one in _every(workspace, whole, ITEM, where) if one.digest):
        if item.authorisation not in named:
            orders = _every(workspace, whole, AUTHORISATION, {"number": item.authorisation})
            named[item.authorisation] = frozenset(
                one.person for order in orders for one in opened(order, actors).deciders
            )
        found[item.digest] = found.get(item.digest, named[item.authorisation]) & named[item.authorisation]
    return found


def _every(workspace: Workspace, whole: Scope, kind: Kind[B], where: Where) -> Iterator[B]:
    """Records of the desk as they are stored."""
    home, after = desk_file("covert"), None
    while True:
        page = workspace.records.find(whole, cast(AnyKind, kind), home, where, after=after, limit=_PAGE)
        for one in page.records:
            yield kind.read(one.body, one.shape)
        if page.after is None:
            return
        after = page.after


closed = ClosingRegister((ITEM.name, AUTHORISATION.name), closed_recordings)
