"""The report of what is pertinent, for the judge who gave the order."""

from datetime import datetime

from pydantic import AwareDatetime, Field

from tahqiq.desk import ActingDesktop, Desktop, Operation
from tahqiq.desk.answers import Strict
from tahqiq.desks.covert.authorisations.lookup import of_number
from tahqiq.desks.covert.closed_texts import admitted, opened
from tahqiq.desks.covert.moments import stamp
from tahqiq.desks.covert.product.lists import OrderReference
from tahqiq.desks.covert.product.minimisation import transcribed_example
from tahqiq.desks.covert.product.record import ITEM, Item
from tahqiq.jobs.progress import Progress
from tahqiq.kit import clock
from tahqiq.store.record_where import Between, OneOf, Where

MOST = 2_000
"""The most pertinent items of one report; more are several reports."""


class ProductReportRequest(OrderReference):
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
    states, inside, everything = at.records(ITEM).counts(
        [(within, "state"), ({**own, "held": ""}, None), (own, None)]
    )
    pertinent, cut = list[Item](), False
    for kept in at.records(ITEM).every({**within, "state": "pertinent"}, "moment"):
        if len(pertinent) == MOST:
            cut = True
            break
        pertinent.append(kept.body)
    closed = [
        one.body
        for one in at.records(ITEM).every({**within, "state": OneOf(("privileged", "incidental"))}, "moment")
    ]
    received = order.decision if order.decision and order.decision.received else None
    return ProductReportView(
        authorisation=order.number,
        issuer=received.by if received else "",
        reference=received.reason if received else "",
        made=stamp(clock.now()),
        states={str(name): count for name, count in states.items()},
        held=everything.get(None, 0) - inside.get(None, 0),
        pertinent=[_item(at, one) for one in pertinent],
        closed=[ClosedItem(item=one.number, at=stamp(one.moment), state=one.state) for one in closed],
        cut=cut,
    )


def _item(at: Desktop, body: Item) -> ReportedItem:
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


def _reportable(at: ActingDesktop) -> ProductReportRequest:
    found = at.records(ITEM).find({"number": transcribed_example(at)}).records[0].body
    return ProductReportRequest(
        number=found.authorisation, begins=datetime.fromisoformat("2020-01-01T00:00:00+03:00")
    )


OPERATIONS = (
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
