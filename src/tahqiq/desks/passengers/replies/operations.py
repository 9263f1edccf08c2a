"""``tahqiq passengers answer``: the reply to a passenger list. It tells the airline what is missing and whom
an officer looks at; the program never refuses boarding."""

from datetime import UTC
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

from pydantic import Field

from tahqiq.desk import ARGUMENT, COLLECTED, WRITTEN, ActingDesktop, Desktop, Operation
from tahqiq.desk.answers import Strict
from tahqiq.desk.lifecycles import Lives
from tahqiq.desks.passengers.airline_messages.messages import Message, Row, read_messages
from tahqiq.desks.passengers.hits.record import HIT
from tahqiq.desks.passengers.intake.airline_files import import_file
from tahqiq.desks.passengers.intake.flights import AT_ONCE
from tahqiq.desks.passengers.intake.result import Intake
from tahqiq.desks.passengers.originals import source_of
from tahqiq.desks.passengers.replies.turns import Turns
from tahqiq.desks.passengers.screening.examples import SAMPLE_MESSAGE, passenger_list_request
from tahqiq.desks.passengers.screening.operations import screen_records
from tahqiq.desks.passengers.screening.requests import AirlineFileRequest
from tahqiq.formats.confined.process import SCRATCH
from tahqiq.formats.confined.task import QUICK
from tahqiq.formats.passengers.cusres import Answer, Answered, Reply, cusres
from tahqiq.jobs.progress import Progress
from tahqiq.kit import clock
from tahqiq.kit.errors import WrongUse
from tahqiq.kit.parts import parts
from tahqiq.store.record_where import OneOf

_TURNS = Turns()
"""Few at a time: while one waits for the disk another one computes; more of them only take turns from each
other."""


NAME = "iapi.edi"


MOST_TRAVELLERS, MOST_RECORDS, SHORT = 60, 4_000, 16_000
"""What is answered at once: so much is done in some seconds, and whoever waits behind it waits no longer. A
whole flight is deposited as a file."""


class AnswerRequest(Strict):
    """Which list is answered."""

    source: Annotated[str, ARGUMENT, COLLECTED] = Field(
        description="The collected passenger list in the desk's file, by the id of its source."
    )


class AirlineMessageRequest(Strict):
    """A message of an airline that waits for its answer (iAPI)."""

    message: Annotated[str, WRITTEN] = Field(
        min_length=20,
        max_length=500_000,
        description="The message itself, as it came: an interchange with a PAXLST for one traveller or some.",
    )


class AnswerView(Strict):
    """The replies, one for each list in the file, ready to be sent; ``answers`` counts the travellers by what
    is said: 0Z, 2Z, 4Z."""

    messages: list[str]
    answers: dict[str, int]


def answer(at: ActingDesktop, asked: AnswerRequest, _progress: Progress | None) -> AnswerView:
    """The reply to each list of a file, from the hits that are there: screen it first. Raises
    ``NotFound``."""
    return replies_to(at, import_file(at, source_of(at, asked.source)))


def answer_at_once(at: ActingDesktop, asked: AirlineMessageRequest, _progress: Progress | None) -> AnswerView:
    """Seal a message, write down and compare everybody in it, and answer it; what it says is read into the
    store by the server afterwards, together with what else waits.

    Raises ``Refused``, ``WrongUse`` (``passengers-too-many`` for more than is answered at once, before
    anything of it is kept), ``Busy`` (``passengers-busy``).
    """
    bench = at.bench
    deposit = bench.deposit(at.home, received_how=AT_ONCE)
    bench.may_deposit(deposit)
    data = asked.message.encode("utf-8", "replace")
    with _TURNS.of(at.actor.id, _sender(data)):
        _require_few(at, data)
        sealed = bench.seal(BytesIO(data), NAME)
        message_file = read_messages(bench.workspace.originals.path(sealed.sha256), NAME)
        # Equal messages are written down one after the other, so that the later ones find what the first
        # one wrote.
        at.alone()
        (source,) = bench.deposit_later([(sealed, NAME)], deposit)
        if source.state == "sealed":  # what came before is read already
            bench.queue_unread(at.home, AT_ONCE)
        intake = import_file(at, source, message_file)
        screen_records(at, list(dict.fromkeys(intake.travels.values())), intake, at_once=True)
        return replies_to(at, intake)


def _sender(data: bytes) -> str:
    """Who sends a message, by the first signs of its envelope: whose turn it is, no more."""
    head = data[:200].decode("latin-1").partition("UNB")[2]
    elements = head[1:].split(head[0]) if head else []
    return elements[1][:40] if len(elements) > 1 else ""


def _require_few(at: Desktop, data: bytes) -> None:
    """Raise ``WrongUse`` (``passengers-too-many``) where a message holds more than is answered at once;
    looked at without being kept. One that is short, and in which no more people can stand by the tags that
    begin them, is not looked at twice."""
    if len(data) <= SHORT and data.count(b"NAD") + data.count(b"TIF") <= MOST_TRAVELLERS and b"<" not in data:
        return
    scratch = at.bench.workspace.scratch
    scratch.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=SCRATCH, dir=scratch) as folder:
        path = Path(folder) / NAME
        path.write_bytes(data)
        counts = [found.counts for found in read_messages(path, NAME, rows=False, limits=QUICK).messages]
    people, records = sum(one.get("person", 0) for one in counts), sum(sum(one.values()) for one in counts)
    if people > MOST_TRAVELLERS or records > MOST_RECORDS:
        raise WrongUse("passengers-too-many", count=people, most=MOST_TRAVELLERS)


def replies_to(at: Desktop, intake: Intake) -> AnswerView:
    """The reply to each list that was written down."""
    with_hits = _with_hits(at, list(dict.fromkeys(intake.travels.values())))
    view = AnswerView(messages=[], answers={})
    for number, found in enumerate(
        (one for one in intake.message_file.messages if one.head["kind"] == "PAXLST"), 1
    ):
        lines = [
            _answer(found, person, intake.travels.get(int(person["row"] or 0), "") in with_hits)
            for person in found.of("person")
        ]
        for line in lines:
            view.answers[line.answer] = view.answers.get(line.answer, 0) + 1
        view.messages.append(_reply(found, lines, number))
    return view


def _with_hits(at: Desktop, travels: list[str]) -> set[str]:
    """Those of the travellers at whom an officer looks: there is a hit that nobody rejected or closed."""
    found: set[str] = set()
    for part in parts(travels, 200):
        hits = at.records(HIT).find({"travel": OneOf(tuple(part))}, limit=500).records
        states = Lives(at, HIT).states(hits)
        found |= {hit.body.travel for hit in hits if states[hit.id][1].state not in ("rejected", "closed")}
    return found


def _answer(found: Message, person: Row, with_hits: bool) -> Answered:
    papers = [one for one in found.of("document") if one["person"] == person["person"] and one["number"]]
    whole = bool(person["surname"] and person["birth"] and papers)
    code: Answer = "2Z" if with_hits else "0Z" if whole else "4Z"
    return Answered(code, person["locator"] or "", person["unique"] or "")


def _reply(found: Message, lines: list[Answered], number: int) -> str:
    flight: Row = next((row for row in found.of("flight") if row["flight"] == found.head.get("flight")), {})
    return cusres(
        Reply(
            sender=found.head.get("recipient") or "PIU",
            recipient=found.head.get("sender") or "",
            at=clock.now().astimezone(UTC),
            control=str(number),
            reference=found.head.get("reference") or "",
            flight=flight.get("number") or "",
            origin=flight.get("origin") or "",
            destination=flight.get("destination") or "",
            departs=flight.get("departs") or "",
            arrives=flight.get("arrives") or "",
            travellers=lines,
        )
    )


def _example(at: ActingDesktop) -> AnswerRequest:
    asked: AirlineFileRequest = passenger_list_request(at)
    return AnswerRequest(source=asked.source)


IAPI = Operation(
    "iapi",
    AirlineMessageRequest,
    AnswerView,
    "act",
    "write-case",
    answer_at_once,
    lambda _at: AirlineMessageRequest(message=SAMPLE_MESSAGE),
)


ANSWER = Operation("answer", AnswerRequest, AnswerView, "act", "write-case", answer, _example)
