"""The board of a post: the arrivals page by page, and the search from any number or name."""

from collections.abc import Mapping, Sequence
from typing import Literal

from pydantic import Field

from tahqiq.casework.records import Records, RecordVersion
from tahqiq.desk import Desktop
from tahqiq.desk.answers import Strict
from tahqiq.desks.cargo.arrivals.record import ARRIVAL, Arrival, Mode, bare
from tahqiq.desks.cargo.checks.statements import bill_key
from tahqiq.desks.cargo.indicators.evaluation import judged_now
from tahqiq.desks.cargo.indicators.operations import active, outcomes_of
from tahqiq.desks.cargo.indicators.trial import Met, names_of
from tahqiq.desks.cargo.names.names import post_name
from tahqiq.desks.cargo.names.names import posts as known_posts
from tahqiq.desks.cargo.outcomes.record import OUTCOME, Outcome, Result
from tahqiq.jobs.progress import Progress
from tahqiq.kit import clock
from tahqiq.kit.errors import WrongUse
from tahqiq.kit.messages import wanted
from tahqiq.model.kind import day_of
from tahqiq.store.record_where import Condition, OneOf

MOST = 100
"""Lines of a page of the board."""
RESULTS: tuple[Result, ...] = ("find", "open", "clean")
LOOKED = 10_000
"""Arrivals that are read for one page of a search."""


class ArrivalBoardRequest(Strict):
    """Which arrivals: everything is optional, the latest first."""

    post: str = Field(default="", max_length=60, description="The post.")
    mode: Literal["", "sea", "air", "road"] = Field(default="", description="sea, air or road.")
    day: str = Field(default="", pattern=r"^(\d{4}-\d{2}-\d{2})?$", description="The day of arrival.")
    text: str = Field(
        default="",
        max_length=100,
        description="Any number or name: box, plate, seal, bill, party, telephone, goods.",
    )
    after: str = Field(
        default="", max_length=200, description="The page after this one, as the board before it named it."
    )


class BoardRow(Strict):
    """One consignment on the board. ``differs`` is what papers and scales differ on (weight, heavy, scales,
    loaded, seals, packages, consignee, hs), ``papers`` how many speak of it; ``rules`` are what the rules in
    use say of it, ``opened`` "" where nobody did; find, open (officers have not said yet what came of it) or
    clean."""

    id: str
    key: str
    mode: Mode
    number: str
    day: str
    post: str
    boxes: list[str]
    journey: str
    tractor: str
    trailer: str
    goods: str
    consignee: str
    declarant: str
    gross: float | None
    papers: int
    differs: list[str]
    rules: list[str]
    opened: str


class ArrivalBoardView(Strict):
    """The board: how many arrivals there are by mode, and a page of lines of what was asked, the latest day
    first; ``after`` asks for the next page ("" : this is the last). ``total`` is null where a search has
    further pages, or was begun on an earlier one: then ``back`` is the day back to which it looked ("" :
    all). ``names`` are what ``posts`` and every other known post are
    called."""

    counts: dict[str, int]
    posts: list[str]
    names: dict[str, str]
    days: list[str]
    total: int | None
    back: str
    lines: list[BoardRow]
    after: str


def board(at: Desktop, asked: ArrivalBoardRequest, _progress: Progress | None) -> ArrivalBoardView:
    """The arrivals of a post, a day, a way, or whatever a number or name leads to. Raises ``WrongUse``
    (``page-unreadable``)."""
    records = at.records(ARRIVAL)
    where: dict[str, Condition] = {
        name: value
        for name, value in (("post", asked.post), ("mode", asked.mode), ("day", asked.day))
        if value
    }
    modes, posts, days, fitting = records.counts([({}, "mode"), ({}, "post"), ({}, "day"), (where, None)])
    total: int | None = fitting.get(None, 0)
    back = ""
    if bare(asked.text):
        found, after, back = _searched(records, where, asked)
        total = None if after or asked.after else len(found)
    else:
        page = records.find(where, order="day", descending=True, after=asked.after, limit=MOST)
        found, after = list(page.records), page.after
    said = judged_now(at, active(at), outcomes_of(at), (one.body for one in found), day_of(clock.now()))
    opened = openings_of(at, found)
    return ArrivalBoardView(
        counts={mode: modes.get(mode, 0) for mode in ("sea", "air", "road")},
        posts=sorted(str(one) for one in posts if one),
        names={
            one: post_name(one, wanted()) for one in sorted({*known_posts(), *map(str, filter(None, posts))})
        },
        days=sorted((str(one) for one in days if one), reverse=True)[:60],
        total=total,
        back=back,
        lines=[_line(one, said[one.body.key][0], opened) for one in found],
        after=after,
    )


def _searched(
    records: Records[Arrival], where: Mapping[str, Condition], asked: ArrivalBoardRequest
) -> tuple[list[RecordVersion[Arrival]], str, str]:
    """A page of what a number or name leads to: the consignment of that number first, then the latest day
    first; the mark of the next page, and the day back to which was looked ("" : all).

    No more than :data:`LOOKED` arrivals are read for a page: whoever looks further asks for the next one."""
    own, text = bill_key(asked.text), bare(asked.text)
    skipped, _, place = asked.after.partition("|")
    if asked.after and not skipped.isdigit():
        raise WrongUse("page-unreadable")
    begin, looked = int(skipped or 0), 0
    found = [] if asked.after else list(records.every({**where, "same": own}, "recorded"))[:MOST]
    while True:
        page = records.find(where, order="day", descending=True, after=place, limit=LOOKED)
        for no, one in enumerate(page.records[begin:], begin):
            if text in one.body.words and one.body.key != own:
                if len(found) == MOST:
                    return found, f"{no}|{place}", one.body.day
                found.append(one)
        looked, begin, place = looked + len(page.records), 0, page.after
        if not place:
            return found, "", ""
        if looked >= LOOKED:
            return found, f"0|{place}", page.records[-1].body.day


def openings_of(at: Desktop, bodies: Sequence[RecordVersion[Arrival]]) -> list[RecordVersion[Outcome]]:
    """Openings of some consignments, the first began first."""
    names = {name for one in bodies for name in names_of(one.body)}
    return (
        list(at.records(OUTCOME).every({"consignment": OneOf(tuple(sorted(names)))}, "began"))
        if names
        else []
    )


def _result(opened: Sequence[Outcome]) -> Result | Literal[""]:
    """What its examinations say together: a find in any of them; clean where all are."""
    results = {one.result for one in opened}
    return next((one for one in RESULTS if one in results), "")


def _line(one: RecordVersion[Arrival], met: list[Met], outcomes: list[RecordVersion[Outcome]]) -> BoardRow:
    body = one.body
    opened = [outcome.body for outcome in outcomes if outcome.body.consignment in names_of(body)]
    return BoardRow(
        id=one.id,
        key=body.key,
        mode=body.mode,
        number=body.number,
        day=body.day,
        post=body.post,
        boxes=body.containers[:20],
        journey=body.journey,
        tractor=body.tractor,
        trailer=body.trailer,
        goods=body.goods,
        consignee=body.consignee,
        declarant=body.declarant,
        gross=body.gross,
        papers=len({one.source for one in body.said} | {one.source for one in body.events if one.source}),
        differs=list(dict.fromkeys(item.what for item in body.contradictions())),
        rules=[item.rule.title[wanted()] for item in met],
        opened=_result(opened),
    )
