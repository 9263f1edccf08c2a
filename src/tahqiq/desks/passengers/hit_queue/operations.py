"""The hits about which nobody has decided, and one of them with all that its decision needs."""

from datetime import date, timedelta
from typing import Annotated, Literal

from pydantic import Field

from tahqiq.casework.records import RecordVersion
from tahqiq.desk import ARGUMENT, ActingDesktop, Desktop, Operation
from tahqiq.desk.answers import Strict
from tahqiq.desk.lifecycles import Lives
from tahqiq.desks.passengers.duty.record import duty_telephone
from tahqiq.desks.passengers.hit_queue.waiting import DAYS, OPEN, older, waiting
from tahqiq.desks.passengers.hits.objections import end_of
from tahqiq.desks.passengers.hits.record import HIT, HitRecord
from tahqiq.desks.passengers.hits.view import HitView, hit_view
from tahqiq.desks.passengers.places.words import words_of
from tahqiq.desks.passengers.screening.examples import passenger_list_request
from tahqiq.desks.passengers.screening.operations import screen_file
from tahqiq.desks.passengers.travels.documents import own_documents
from tahqiq.desks.passengers.travels.record import TRAVEL, Rows, Travel
from tahqiq.desks.passengers.travels.segment_entities import entities_of_segment
from tahqiq.desks.passengers.watchlists.record import WATCHLIST
from tahqiq.desks.passengers.watchlists.standing import EntryEndView, Standing
from tahqiq.formats.passengers.kinds import PARTS
from tahqiq.jobs.progress import Progress
from tahqiq.kit import clock
from tahqiq.kit.errors import NotFound

_LOOKED_AT = 500
"""So many of the latest hits of a list are looked through for those of the same listed person."""
Agreement = Literal["yes", "partly", "no", "unknown"]


class QueueRequest(Strict):
    """Which hits."""

    state: Literal["open", "new", "review", "confirmed", "asked", "doubted", "referred"] = Field(
        default="open", description="Where they stand; open: anywhere but decided."
    )
    flight: str = Field(default="", max_length=60, description="Of one flight only, as the board calls it.")
    days: int = Field(default=DAYS, ge=1, le=2_000, description="Those that came in so many days.")
    most: int = Field(default=100, ge=1, le=500, description="How many are listed at most.")


class QueueView(Strict):
    """``waiting`` is how many there are, ``older`` of them from before ``since``. ``hits`` are the first
    of the others: those by document, then those that came first. ``referred`` is how many are at a border
    post whose answer is awaited."""

    waiting: int
    older: int
    since: date
    referred: int
    hits: list[HitView]


class ComparedFieldView(Strict):
    """One thing that the message and the list both may say: name, birth or document; whether they
    agree: of names also partly. Of names ``fitting`` of ``parts`` agree; a part that is only close does not,
    as the sentence about both names says."""

    name: Literal["name", "birth", "document"]
    traveller: list[str]
    listed: list[str]
    agrees: Agreement
    fitting: int = 0
    parts: int = 0


class EarlierHitView(Strict):
    """Another hit of the same traveller (of the same entry, of the same name and birth, or of the same
    segment), or of the same listed person whoever ``traveller`` is ("" once masked); ``titles``: that of a
    rule by language, where it has several."""

    id: str
    traveller: str
    came: str
    flight: str
    of_list: str
    titles: dict[str, str]
    state: str


class HitDetailView(Strict):
    """A hit with what one decides on: ``basis`` is the law or order by which travellers are compared with the
    list or rule (the hit's ``reason`` is why the list names the person), ``ended`` when and why the entry of
    the list ended (null: it stands), ``agreement`` field by field, the ``booking`` as it stands (rows by
    kind; empty once it is masked), ``words`` what its codes of airports and countries are called, ``pushes``
    how often the airline sent it, ``earlier`` hits, and the place of the segment: ``source``, ``part``,
    ``row``. ``things`` are what the store holds of that segment, id and name: for the chart and the case.
    ``duty_telephone`` is what the referral sheet tells the post to call."""

    hit: HitView
    ended: EntryEndView | None
    duty_telephone: str
    basis: str
    source: str
    part: int
    agreement: list[ComparedFieldView]
    booking: Rows
    words: dict[str, str]
    pushes: int
    earlier: list[EarlierHitView]
    things: dict[str, str]


class HitRequest(Strict):
    """A hit."""

    id: Annotated[str, ARGUMENT] = Field(description="The hit, by the id of its record.")


def queue(at: Desktop, asked: QueueRequest, _progress: Progress | None) -> QueueView:
    """What waits for a person."""
    since = clock.now() - timedelta(days=asked.days)
    found = waiting(at, since, asked.flight, OPEN if asked.state == "open" else (asked.state,))
    found.sort(key=lambda one: (one[0].body.why != "document", one[0].body.came))
    standing = Standing(at)
    before = older(at, len(found)) if asked.state == "open" and not asked.flight else 0
    return QueueView(
        waiting=len(found) + before,
        older=before,
        since=since.date(),
        referred=Lives(at, HIT).count(("referred",)),
        hits=[
            hit_view(one, state, ended=end_of(standing, one.body) is not None)
            for one, state in found[: asked.most]
        ],
    )


def detail(at: Desktop, asked: HitRequest, _progress: Progress | None) -> HitDetailView:
    """Everything about one hit. Raises ``NotFound`` (``no-such-record``)."""
    kept = at.records(HIT).get(asked.id)
    body = kept.body
    booking = _travel(at, body.travel)
    ended = end_of(Standing(at), body)
    return HitDetailView(
        hit=hit_view(kept, Lives(at, HIT).states([kept])[kept.id][1].state, ended=ended is not None),
        ended=ended,
        duty_telephone=duty_telephone(at),
        basis=_basis(at, body),
        source=body.source,
        part=PARTS["person"].no,
        agreement=_agreement(body, booking),
        booking=booking.rows if booking else {},
        words=words_of(booking.rows if booking else {}),
        pushes=booking.pushes if booking else 0,
        earlier=_earlier(at, kept),
        things=entities_of_segment(at, body.source, body.row),
    )


def _travel(at: Desktop, record: str) -> Travel | None:
    try:
        return at.records(TRAVEL).get(record).body if record else None
    except NotFound:  # deleted, as the law asks
        return None


def _basis(at: Desktop, body: HitRecord) -> str:
    """On which basis the list or rule of a hit is used; "" where it is gone."""
    if body.why == "rule":
        return body.reason
    try:
        return at.records(WATCHLIST).get(body.list_id).body.basis
    except NotFound:
        return ""


def _agreement(body: HitRecord, booking: Travel | None) -> list[ComparedFieldView]:
    if body.why == "rule" or body.masked:
        return []
    papers = [one["number"] for one in own_documents(booking.rows, body.row)] if booking else []
    birth: Agreement = "unknown" if body.birth == "unknown" else "no" if body.birth == "apart" else "yes"
    document: Agreement = "yes" if body.documents else "unknown"
    if not body.documents and papers and body.listed_documents:
        document = "no"
    return [
        ComparedFieldView(
            name="name",
            traveller=[body.traveller],
            listed=[body.listed],
            agrees=_names_agree(body),
            fitting=sum(_fits(body)),
            parts=len(body.parts),
        ),
        ComparedFieldView(
            name="birth", traveller=[body.born] if body.born else [], listed=body.listed_born, agrees=birth
        ),
        ComparedFieldView(
            name="document",
            traveller=list(dict.fromkeys(papers)),
            listed=body.listed_documents or body.documents,
            agrees=document,
        ),
    ]


def _names_agree(body: HitRecord) -> Agreement:
    """Of two names: partly where a part differs, is only close, or only one of them has it."""
    if not body.parts:
        return "yes" if body.score else "unknown"
    fits = _fits(body)
    near = any(one.relation == "near" for one in body.parts)
    return "yes" if all(fits) else "partly" if any(fits) or near else "no"


def _fits(body: HitRecord) -> list[bool]:
    """Of the parts of two names, which agree."""
    apart = ("near", "contradicts", "only-left", "only-right")
    return [one.relation not in apart for one in body.parts]


def _earlier(at: Desktop, kept: RecordVersion[HitRecord]) -> list[EarlierHitView]:
    records, own = at.records(HIT), kept.body
    found = {
        one.id: one
        for key, value in (("pair", own.pair), ("person", own.person), ("travel", own.travel))
        if value
        for one in records.find({key: value}, order="came", descending=True, limit=50).records
        if key != "travel" or one.body.row == own.row
    }
    if own.entry and own.why != "rule":
        of_list = records.find({"list_id": own.list_id}, order="came", descending=True, limit=_LOOKED_AT)
        found |= {one.id: one for one in of_list.records if one.body.entry == own.entry}
    found.pop(kept.id, None)
    states = Lives(at, HIT).states(list(found.values()))
    return [
        EarlierHitView(
            id=one.id,
            traveller="" if one.body.masked else one.body.traveller,
            came=one.body.came.isoformat(),
            flight=one.body.flight,
            of_list=one.body.list_name,
            titles=one.body.titles,
            state=states[one.id][1].state,
        )
        for one in sorted(found.values(), key=lambda one: one.body.came, reverse=True)
    ]


def _example(at: ActingDesktop) -> HitRequest:
    return HitRequest(id=screen_file(at, passenger_list_request(at), None).hits[0].id)


OPERATIONS = (
    Operation("queue", QueueRequest, QueueView, "look", "read-case", queue, lambda _at: QueueRequest()),
    Operation("hit", HitRequest, HitDetailView, "look", "read-case", detail, _example),
)
