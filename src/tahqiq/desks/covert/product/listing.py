"""Items as the product desk shows them: orders that have items, a page of an order, what is odd about all of
them, and the report of what is pertinent."""

from datetime import datetime

from pydantic import AwareDatetime, Field

from tahqiq.desk import ActingDesktop, Desktop, NoQuestion, Operation
from tahqiq.desk.told import ProblemView, Strict, told_problems
from tahqiq.desks.covert.authorisation import AUTHORISATION
from tahqiq.desks.covert.clock_tool import stamp
from tahqiq.desks.covert.closed import admitted, opened
from tahqiq.desks.covert.items import Listed, gaps
from tahqiq.desks.covert.product.item import ITEM, Item, ItemState, ItemView, told
from tahqiq.desks.covert.product.minimising import spoken
from tahqiq.desks.covert.product.recordings import Known, recording, recordings_of, standing
from tahqiq.desks.covert.product.taking import example
from tahqiq.desks.covert.register import of_number
from tahqiq.jobs.progress import Progress
from tahqiq.kit import clock
from tahqiq.model.place import Part, Place
from tahqiq.model.problem import Problem
from tahqiq.store.shelf_where import Between, OneOf, Where

MOST = 2_000
"""The most pertinent items of one report; more are several reports."""


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


class OneOrder(Strict):
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


class ProductReportRequest(OneOrder):
    """A report of what is pertinent."""

    begins: AwareDatetime | None = Field(
        default=None, description="From when, with its zone; without it, all."
    )
    ends: AwareDatetime | None = Field(
        default=None, description="Until when, with its zone; without it, all."
    )


class ReportedText(Strict):
    """What was said, as the last version of a place in the recording and language has it."""

    language: str
    translator: str
    offset: int
    text: str


class ReportedItem(Strict):
    """A pertinent item."""

    item: str
    at: str
    kind: str
    target: str
    other: str
    reason: str
    texts: list[ReportedText]


class ClosedItem(Strict):
    """An item whose content is closed: privileged, or incidental and for the judge. Neither who spoke nor
    what was said."""

    item: str
    at: str
    state: str


class ProductReportView(Strict):
    """A report for the judge who gave the order: pertinent items with what was said, closed ones by number
    and time alone, all others as counts. ``cut``: there are more pertinent ones than a report holds."""

    authorisation: str
    issuer: str
    reference: str
    made: str
    states: dict[str, int]
    held: int
    pertinent: list[ReportedItem]
    closed: list[ClosedItem]
    cut: bool


def items(at: Desktop, asked: ItemsRequest, _progress: Progress | None) -> ItemsView:
    """A page of the items of an order. Raises ``NotFound`` (``covert-none``), ``WrongUse``
    (``page-unreadable``)."""
    own: Where = {"authorisation": of_number(at, asked.number).body.number}
    where: Where = {**own, "state": asked.state} if asked.state else own
    page, (states, inside, everything) = at.shelf(ITEM).find_counted(
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
        items=[told(one.body, *recording(at, one.body, known[one.body.case])) for one in page.records],
        page=page.after,
    )


def odd(at: Desktop, asked: OneOrder, _progress: Progress | None) -> ItemProblemsView:
    """Look through every item of an order for gaps and recordings that differ. Raises ``NotFound``
    (``covert-none``)."""
    number = of_number(at, asked.number).body.number
    known: dict[str, Known] = {}
    lines, said = list[Listed](), list[Problem]()
    for one in (kept.body for kept in at.shelf(ITEM).every({"authorisation": number}, "moment")):
        lines.append(Listed(one.line, one.liid, one.sequence))
        if one.case not in known:
            known[one.case] = recordings_of(at, one.case)
        if standing(one, known[one.case])[0] == "differs":
            said.append(Problem("covert-item-differs", Place(Part(0), one.line), value=one.file))
    return ItemProblemsView(
        authorisation=number, items=len(lines), problems=told_problems([*gaps(lines), *said])
    )


def orders(at: Desktop, _asked: NoQuestion, _progress: Progress | None) -> OrdersView:
    """The orders of which there are items."""
    counted = at.shelf(ITEM).count(by="authorisation")
    unheard = at.shelf(ITEM).count({"state": "unheard", "held": ""}, by="authorisation")
    numbers, now = tuple(str(name) for name in counted), clock.now()
    found = at.shelf(AUTHORISATION).every({"number": OneOf(numbers)}) if numbers else ()
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


def report(at: Desktop, asked: ProductReportRequest, _progress: Progress | None) -> ProductReportView:
    """Make the report; every text that is read for it is in the log. What is privileged or for the judge
    stands in none, whoever makes it. Raises ``NotFound`` (``no-such-compartment``, ``covert-none``)."""
    admitted(at)
    order = of_number(at, asked.number).body
    own: Where = {"authorisation": order.number}
    within: Where = (
        {**own, "held": "", "moment": Between(asked.begins, asked.ends)}
        if asked.begins or asked.ends
        else {**own, "held": ""}
    )
    states, inside, everything = at.shelf(ITEM).counts(
        [(within, "state"), ({**own, "held": ""}, None), (own, None)]
    )
    pertinent, cut = list[Item](), False
    for kept in at.shelf(ITEM).every({**within, "state": "pertinent"}, "moment"):
        if len(pertinent) == MOST:
            cut = True
            break
        pertinent.append(kept.body)
    closed = [
        one.body
        for one in at.shelf(ITEM).every({**within, "state": OneOf(("privileged", "incidental"))}, "moment")
    ]
    received = order.decision if order.decision and order.decision.received else None
    return ProductReportView(
        authorisation=order.number,
        issuer=received.by if received else "",
        reference=received.reason if received else "",
        made=stamp(clock.now()),
        states={str(name): count for name, count in states.items()},
        held=everything.get(None, 0) - inside.get(None, 0),
        pertinent=[_reported(at, one) for one in pertinent],
        closed=[ClosedItem(item=one.number, at=stamp(one.moment), state=one.state) for one in closed],
        cut=cut,
    )


def _reported(at: Desktop, body: Item) -> ReportedItem:
    last = {(one.offset, one.language): one for one in body.transcripts}
    texts = [
        ReportedText(
            language=one.language, translator=one.translator, offset=one.offset, text=opened(at, one.text)
        )
        for one in sorted(last.values(), key=lambda one: (one.offset, one.language))
    ]
    return ReportedItem(
        item=body.number,
        at=stamp(body.moment),
        kind=body.sort,
        target=body.target,
        other=body.other,
        reason=body.states[-1].reason,
        texts=texts,
    )


def _listed(at: ActingDesktop) -> NoQuestion:
    example(at)
    return NoQuestion()


def _reportable(at: ActingDesktop) -> ProductReportRequest:
    found = at.shelf(ITEM).find({"number": spoken(at)}).records[0].body
    return ProductReportRequest(
        number=found.authorisation, begins=datetime.fromisoformat("2020-01-01T00:00:00+03:00")
    )


OPERATIONS = (
    Operation("item-orders", NoQuestion, OrdersView, "look", "read-case", orders, _listed, group="item"),
    Operation(
        "item-list",
        ItemsRequest,
        ItemsView,
        "look",
        "read-case",
        items,
        lambda at: ItemsRequest(number=example(at).authorisation),
        group="item",
    ),
    Operation(
        "item-odd",
        OneOrder,
        ItemProblemsView,
        "look",
        "read-case",
        odd,
        lambda at: OneOrder(number=example(at).authorisation),
        group="item",
    ),
    Operation(
        "item-report",
        ProductReportRequest,
        ProductReportView,
        "look",
        "read-case",
        report,
        _reportable,
        group="item",
    ),
)
