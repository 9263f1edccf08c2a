"""PNRGOV: bookings pushed by airlines (PADIS EDIFACT, 10.1 to 21.1), after the WCO/IATA/ICAO implementation
guide."""

from tahqiq.formats.edifact.messages import Message
from tahqiq.formats.edifact.segments import Segment
from tahqiq.formats.edifact.tree import grouped
from tahqiq.formats.passengers.booking import Booking
from tahqiq.formats.passengers.bookinglegs import flight_of
from tahqiq.formats.passengers.moments import is_moment
from tahqiq.formats.passengers.pnrtree import TREE
from tahqiq.formats.passengers.sensitive import LOOKED_AT
from tahqiq.formats.passengers.sheet import CHECK, UNKNOWN, Sheet

_FUNCTIONS = {"22": "push", "141": "update", "23": "push as asked"}


def pnrgov(
    sheet: Sheet, message: Message, no: str, sent: int, seen: int, first: bool, head: dict[str, str | None]
) -> tuple[int, str]:
    """Read one message or part; answers how many bookings it holds and how many its EQN claims ("" where it
    claims none).

    ``seen`` is how many bookings of the message stood in parts before this one.
    """
    forbidden = {
        id(segment) for segment in message.body if segment.tag in LOOKED_AT and sheet.forbidden(segment)
    }
    kept = (
        [segment for segment in message.body if id(segment) not in forbidden or segment.tag == "SRC"]
        if forbidden
        else message.body
    )
    whole, stray = grouped(TREE, kept)
    function = "".join(segment.take(0, 1) or segment.take(0) for segment in whole.each("MSG"))
    prime = whole.one("TVL")
    flights: dict[str, tuple[Segment, dict[str, str | None]]] = {}
    flight = None
    if prime is not None:
        told = flight_of(prime)
        prime.use(3, 1)
        told["role"] = "reported"
        flight = told["flight"]
        flights[flight or ""] = (prime, told)
        for name in ("departs", "arrives"):
            if told[name] and not is_moment(told[name] or ""):
                sheet.tell("passengers-moment", prime, "TVL", told[name])
    claimed = ""
    for segment in whole.each("EQN"):
        claimed = claimed or segment.take(0) or segment.take(0, 1)
    if first:
        cells = {**head, "function": _FUNCTIONS.get(function, function), "flight": flight}
        for segment in whole.each("ORG"):
            if not cells.get("contact"):
                cells["contact"] = ":".join(value for value in segment.take_element(0) if value)
        sheet.add("message", message.head, {**cells, "message": no})
    bookings = list(whole.all("booking"))
    for group in bookings:
        seen += 1
        Booking(sheet, group, no, seen, flight, sent, flights).read()
    for segment, told in flights.values():
        sheet.add("flight", segment, {**told, "message": no})
    for segment in stray:
        sheet.tell("passengers-out-of-place", segment, segment.tag or "?", segment.raw[:200])
    lost = {id(segment) for segment in stray}
    for segment in message.body:
        if (
            (segment.taken is None or not segment.filled <= segment.taken)
            and not segment.whole
            and id(segment) not in forbidden
        ):
            sheet.left(
                segment,
                UNKNOWN if id(segment) in lost else CHECK if segment.tag == "EQN" else "aside-not-mapped",
            )
    return len(bookings), claimed
