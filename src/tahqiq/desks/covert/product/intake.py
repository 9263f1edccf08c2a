"""Taking the items of a list under their order: what it does not cover is held, gaps and digests that differ
are shown."""

from pydantic import Field

from tahqiq.casework.vault.pseudonym import checked, mint
from tahqiq.desk import ActingDesktop, Operation
from tahqiq.desk.answers import ProblemView, Strict, problem_views
from tahqiq.desks.covert.authorisations.decisions import granted
from tahqiq.desks.covert.authorisations.record import AUTHORISATION, Authorisation
from tahqiq.desks.covert.product.item_lists import ListedItem, listed_items
from tahqiq.desks.covert.product.record import ITEM, Held, Item, ItemMark
from tahqiq.desks.covert.product.recordings import recordings_of, standing
from tahqiq.desks.covert.uses.record import used, within
from tahqiq.formats.plain_table import plain_table
from tahqiq.jobs.progress import Progress
from tahqiq.kit import clock
from tahqiq.kit.errors import Conflict
from tahqiq.model.place import Part, Place
from tahqiq.model.problem import Problem
from tahqiq.model.source import Authority


class ItemListRequest(Strict):
    """A list that was collected under its order."""

    source: str = Field(description="The original, by its id.")


class ItemListAnswer(Strict):
    """What was taken: lines in = items + not read. ``held`` items are outside their order and wait for whom
    the judge named."""

    authorisation: str
    lines_in: int
    items: int
    held: int
    rejected: int
    problems: list[ProblemView]


def take(at: ActingDesktop, asked: ItemListRequest, _progress: Progress | None) -> ItemListAnswer:
    """Take the items of a list. Raises ``Conflict`` (``covert-no-order``, ``covert-list-taken``),
    ``WrongUse`` for what is no table, ``NotFound``."""
    source, path = at.bench.original(asked.source)
    number = checked(source.authority.reference)
    page = at.records(AUTHORISATION).find({"number": number}, limit=1).records if number else ()
    if not page:
        raise Conflict("covert-no-order", name=source.name)
    if at.records(ITEM).count({"source": source.id})[None]:
        raise Conflict("covert-list-taken", name=source.name)
    order, now, table = page[0].body, clock.now(), plain_table(path, source.name)
    found, doubts = listed_items(table, source.zone)
    records, held = at.records(ITEM), 0
    recordings = recordings_of(at, source.case)
    for one in found:
        if one.moment is None:  # listed() has told it
            continue
        body = Item(
            number=mint(),
            authorisation=order.number,
            case=source.case,
            source=source.id,
            line=one.line,
            liid=one.liid,
            sequence=one.sequence,
            moment=one.moment,
            digest=one.digest.lower(),
            sort=one.kind,
            target=one.number,
            other=one.other,
            file=one.file,
            held=outside(order, one),
            states=[ItemMark(state="unheard", at=now, by=at.actor.id)],
        )
        held += bool(body.held)
        records.save(body)
        if standing(body, recordings)[0] == "differs":
            doubts.append(Problem("covert-item-differs", Place(Part(0), one.line), value=one.file))
    used(at, "product", now, order.number, of=source.id)
    return ItemListAnswer(
        authorisation=order.number,
        lines_in=len(table.rows),
        items=len(found),
        held=held,
        rejected=len(table.rows) - len(found),
        problems=problem_views([*table.problems, *doubts]),
    )


def outside(order: Authorisation, one: ListedItem) -> Held:
    """What of an item an order does not cover; "" where it covers it. At the last second it does, a second
    later it does not."""
    if order.liids and one.liid not in order.liids:
        return "identifier"
    if one.moment is None or not within(order, one.moment):
        return "time"
    named = {_bare(number) for number in (one.number, one.other) if number}
    return "subject" if order.subjects and named and not named & set(map(_bare, order.subjects)) else ""


def _bare(number: str) -> str:
    return "".join(sign for sign in number if sign.isalnum()).removeprefix("00").casefold()


def list_example(at: ActingDesktop) -> str:
    """The id of a list of the examples that was collected under its order."""
    number = granted(at, "interception")
    now = clock.stamp()
    table = (
        f"LIID,Seq,Time,Target,SHA256,File\nL-1,1,{now},+9647701234567,{'a' * 64},1.wav\nL-1,3,{now},"
        f"+9647701234567,{'b' * 64},3.wav\n"
    )
    deposit = at.bench.deposit(at.home, zone="Asia/Baghdad", authority=Authority(reference=number))
    return at.bench.collect_made(table.encode(), f"items {number}.csv", deposit).source


def item_example(at: ActingDesktop) -> Item:
    """An item of the examples that nobody has heard."""
    source = list_example(at)
    take(at, ItemListRequest(source=source), None)
    return at.records(ITEM).find({"source": source}, order="moment", limit=1).records[0].body


OPERATIONS = (
    Operation(
        "item-take",
        ItemListRequest,
        ItemListAnswer,
        "act",
        "write-case",
        take,
        lambda at: ItemListRequest(source=list_example(at)),
        group="item",
    ),
)
