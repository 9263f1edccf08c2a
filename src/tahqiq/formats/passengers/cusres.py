"""CUSRES: the answer to a passenger list, one line for each traveller (WCO/IATA/ICAO, D.05B). The program
answers 0Z, 2Z and 4Z; never 1Z: that nobody boards is a person's decision."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Answer = Literal["0Z", "2Z", "4Z"]
ANSWERS: dict[Answer, str] = {
    "0Z": "OK TO BOARD",
    "2Z": "FURTHER CHECK ON ARRIVAL",
    "4Z": "INSUFFICIENT DATA",
}
"""What each answer means to the airline."""
_OUTSIDE = re.compile(r"[^A-Z0-9 .,\-()/=!\"%&*;<>]")


@dataclass(frozen=True, slots=True)
class Answered:
    """One traveller: ``locator`` and ``unique`` are the references by which the airline named them, as it
    wrote them."""

    answer: Answer
    locator: str = ""
    unique: str = ""


@dataclass(frozen=True, slots=True)
class Reply:
    """A reply: from whom to whom, the reference of the message that is answered, the flight, and the
    travellers. ``control`` numbers the interchange."""

    sender: str
    recipient: str
    at: datetime
    control: str
    reference: str
    flight: str
    origin: str
    destination: str
    departs: str
    arrives: str
    travellers: Sequence[Answered]


def cusres(reply: Reply) -> str:
    """The reply as an interchange in syntax UNOA:4, one segment a line. Signs that the syntax does not know
    are left out; separators are released.

    Raises ``ValueError`` for an answer that is none of :data:`ANSWERS`: 1Z cannot be written.
    """
    strange = sorted({one.answer for one in reply.travellers} - ANSWERS.keys())
    if strange:
        raise ValueError(f"not an answer that a program gives: {strange}")
    day = f"{reply.at:%y%m%d}"
    body = [
        "UNH+1+CUSRES:D:05B:UN:IATA",
        "BGM+962",
        *([f"RFF+TN:{_escaped(reply.reference)}"] if reply.reference else []),
        f"RFF+AF:{_escaped(reply.flight)}",
        *_times(reply),
    ]
    for one in reply.travellers:
        body += [
            "ERP+2",
            *([f"RFF+AVF:{_escaped(one.locator)}"] if one.locator else []),
            *([f"RFF+ABO:{_escaped(one.unique)}"] if one.unique else []),
        ]
        body += [f"ERC+{one.answer}", f"FTX+AAP+++{_escaped(ANSWERS[one.answer])}"]
    body.append(f"UNT+{len(body) + 1}+1")
    head = (
        f"UNB+UNOA:4+{_escaped(reply.sender)}+{_escaped(reply.recipient)}+{day}:{reply.at:%H%M}"
        f"+{_escaped(reply.control)}++CUSRES"
    )
    return "".join(
        f"{segment}'\r\n" for segment in ["UNA:+.? ", head, *body, f"UNZ+1+{_escaped(reply.control)}"]
    )


def _times(reply: Reply) -> list[str]:
    """Departure and arrival, each with its airport; what is not known is left out."""
    made = []
    for code, moment, place, airport in (
        ("189", reply.departs, "125", reply.origin),
        ("232", reply.arrives, "87", reply.destination),
    ):
        digits = re.sub(r"\D", "", moment)[2:12]
        made += [f"DTM+{code}:{digits}:201"] if len(digits) == 10 else []
        made += [f"LOC+{place}+{_escaped(airport)}"] if airport else []
    return made


def _escaped(text: str) -> str:
    """A text in the signs of UNOA, separators released.

    >>> _escaped("a+b'c")
    "A?+B?'C"
    """
    return "".join(f"?{sign}" if sign in "+:'?" else _OUTSIDE.sub("", sign) for sign in text.upper())
