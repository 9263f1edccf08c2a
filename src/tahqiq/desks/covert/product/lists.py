"""Items as the product desk shows them: orders that have items, a page of an order, what is odd about all of
them."""

from pydantic import Field

from tahqiq.desk import ActingDesktop, Desktop, NoQuestion, Operation
from tahqiq.desk.answers import ProblemView, Strict, problem_views
from tahqiq.desks.covert.authorisations.lookup import of_number
from tahqiq.desks.covert.authorisations.record import AUTHORISATION
from tahqiq.desks.covert.moments import stamp
from tahqiq.desks.covert.product.intake import item_example
from tahqiq.desks.covert.product.item_lists import ListedItem, gaps
from tahqiq.desks.covert.product.record import ITEM, ItemState
from tahqiq.desks.covert.product.recordings import Known, recording, recordings_of, standing
from tahqiq.desks.covert.product.view import ItemView, item_view
from tahqiq.jobs.progress import Progress
from tahqiq.kit import clock
from tahqiq.model.place import Part, Place
from tahqiq.model.problem import Problem
from tahqiq.store.record_where import OneOf, Where


class ItemsRequest(Strict):
    """Items of an order."""

    number: str = Field(description="The order, by its number in the register.")
    state: ItemState | None = Field(default=None, description="Only those in this state.")
    page: str = Field(default="", description="Where the page before ended.")
    limit: int = Field(
        default=100, ge=1, le=500, description="How many at most, in the order of their times."
    )


class ItemsView(Strict):
    """A page of items in the order of their times. ``states`` counts every item of the order; ``held`` those
    outside it."""

    authorisation: str
    states: dict[str, int]
    held: int
    items: list[ItemView]
    page: str


class OrderReference(Strict):
    """An order."""

    number: str = Field(description="The order, by its number in the register.")


class ItemProblemsView(Strict):
    """What is odd about the items of an order: gaps in their sequences, numbers twice, recordings that
    differ."""

    authorisation: str
    items: int
    problems: list[ProblemView]


class OrderWithItems(Strict):
    """An order of which there are items: how many, and how many nobody has heard. ``state`` is that of the
    order now."""

    number: str
    issuer: str
    reference: str
    state: str
    until: str | None
    items: int
    unheard: int


class OrdersView(Strict):
    """Orders with items, the latest first."""

    orders: list[OrderWithItems]


def items(at: Desktop, asked: ItemsRequest, _progress: Progress | None) -> ItemsView:
    """A page of the items of an order. Raises ``NotFound`` (``covert-none``), ``WrongUse``
    (``page-unreadable``)."""
    own: Where = {"authorisation": of_number(at, asked.number).body.number}
    where: Where = {**own, "state": asked.state} if asked.state else own
    page, (states, inside, everything) = at.records(ITEM).find_counted(
        where,
        [(own, "state"), ({**own, "held": ""}, None), (own, None)],
        order="moment",
        after=asked.page,
        limit=asked.limit,
    )
    known: dict[str, Known] = {
        case: recordings_of(at, case) for case in {one.body.case for one in page.records}
    }
    return ItemsView(
        authorisation=str(own["authorisation"]),
        states={str(name): count for name, count in states.items()},
        held=everything.get(None, 0) - inside.get(None, 0),
        items=[item_view(one.body, *recording(at, one.body, known[one.body.case])) for one in page.records],
        page=page.after,
    )


def odd(at: Desktop, asked: OrderReference, _progress: Progress | None) -> ItemProblemsView:
    """Look through every item of an order for gaps and recordings that differ. Raises ``NotFound``
    (``covert-none``)."""
    number = of_number(at, asked.number).body.number
    known: dict[str, Known] = {}
    lines, doubts = list[ListedItem](), list[Problem]()
    for one in (kept.body for kept in at.records(ITEM).every({"authorisation": number}, "moment")):
        lines.append(ListedItem(one.line, one.liid, one.sequence))
        if one.case not in known:
            known[one.case] = recordings_of(at, one.case)
        if standing(one, known[one.case])[0] == "differs":
            doubts.append(Problem("covert-item-differs", Place(Part(0), one.line), value=one.file))
    return ItemProblemsView(
        authorisation=number, items=len(lines), problems=problem_views([*gaps(lines), *doubts])
    )


def orders(at: Desktop, _asked: NoQuestion, _progress: Progress | None) -> OrdersView:
    """The orders of which there are items."""
    counted = at.records(ITEM).count(by="authorisation")
    unheard = at.records(ITEM).count({"state": "unheard", "held": ""}, by="authorisation")
    numbers, now = tuple(str(name) for name in counted), clock.now()
    found = at.records(AUTHORISATION).every({"number": OneOf(numbers)}) if numbers else ()
    lines = [
        OrderWithItems(
            number=one.number,
            issuer=one.decision.by if one.decision and one.decision.received else "",
            reference=one.decision.reason if one.decision and one.decision.received else "",
            state=one.state(now),
            until=stamp(one.until) if one.until else None,
            items=counted[one.number],
            unheard=unheard.get(one.number, 0),
        )
        for one in (kept.body for kept in found)
    ]
    return OrdersView(orders=lines[::-1])


def _list_example(at: ActingDesktop) -> NoQuestion:
    item_example(at)
    return NoQuestion()


OPERATIONS = (
    Operation(
        "item-orders", NoQuestion, OrdersView, "look", "read-case", orders, _list_example, group="item"
    ),
    Operation(
        "item-list",
        ItemsRequest,
        ItemsView,
        "look",
        "read-case",
        items,
        lambda at: ItemsRequest(number=item_example(at).authorisation),
        group="item",
    ),
    Operation(
        "item-odd",
        OrderReference,
        ItemProblemsView,
        "look",
        "read-case",
        odd,
        lambda at: OrderReference(number=item_example(at).authorisation),
        group="item",
    ),
)
