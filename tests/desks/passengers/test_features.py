"""Each feature that a rule can ask, planted in a message: what it says of the planted booking, and of the
plain one beside it."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tahqiq.desks.passengers.airline_messages.messages import read_messages
from tahqiq.desks.passengers.intake.travels import travels_of
from tahqiq.desks.passengers.risk_rules.features import of_traveller
from tahqiq.desks.passengers.risk_rules.language import vocabulary
from tahqiq.desks.passengers.risk_rules.operations import past_of, stored
from tahqiq.desks.passengers.risk_rules.past import Past, gathered
from tahqiq.desks.passengers.screening.operations import screen_file
from tahqiq.desks.passengers.screening.requests import AirlineFileRequest
from tahqiq.desks.passengers.travels.record import Travel
from tests.desks.conftest import Turn
from tests.desks.passengers.conftest import collected
from tests.seat import Seat

PERSON = "TIF+{surname}+{given}:A:{no}'SSR+DOCS:HK:1:ZZ:::::P/IRQ/{number}/IRQ/{born}/{sex}/01JAN30/{surname}/{given}+::{no}'"  # noqa: E501
ONE = PERSON.format(surname="ALSAMPLE", given="KAREEM", no=1, number="Z71", born="14FEB88", sex="M")
CHILD = PERSON.format(surname="OTHER", given="ZAINAB", no=2, number="Z72", born="14FEB15", sex="F")
OUT, BACK = "TVL+030426:0930:030426:1215+BGW+IST+ZZ+410:Y'", "TVL+080426:0930:080426:1215+IST+BGW+ZZ+411:Y'"
CONTACTS = (
    "SSR+CTCM:HK:1:ZZ:::::9647700000001'SSR+CTCE:HK:1:ZZ:::::SOMEBODY//SAMPLE.EXAMPLE'ADD++702:12 RIVER "
    "ROAD:BASRA:::IQ:61001'"
)
CARD = "TKT+1761:T:1'FOP+CC::450:VI:XXXXXXXXXXXX1111:1228'"
PLAIN = (
    "UNB+IATA:1+ZZ+PIU+260401:0810+7'UNH+1+PNRGOV:13:1:IA'MSG+:22'TVL+030426:0930:030426:1215+BGW+IST+ZZ+410'EQN+1'SRC'RCI+ZZ:BOOK01::240326:1010'"
    f"ORG+ZZ:BGW+91:BGW+++A+IQ:IQD+A'{CONTACTS}{ONE}{CARD}{OUT}{BACK}UNT+9+1'UNZ+1+7'"
)
OTHER = (
    PLAIN.replace("BOOK01", "BOOK{no:02}")
    .replace("KAREEM", "OMAR{no}")
    .replace("Z71", "Z5{no}")
    .replace("91:BGW", "9{no}:BGW")
    .replace("9647700000001", "964770000{no:04}")
    .replace("SOMEBODY", "BODY{no}")
    .replace("12 RIVER", "{no} OTHER")
    .replace("1111:1228", "22{no:02}:1228")
)
SEATS = "DAT+2:030426:0700'TRI++22:::1'SSD+{}++++Y'"
Edits = Sequence[tuple[str, str]]


def other(no: int, *edits: tuple[str, str]) -> str:
    """Another booking that has nothing in common with the plain one but its flight, then changed."""
    return edited(OTHER.format(no=no), edits)


def edited(text: str, edits: Edits) -> str:
    for old, new in edits:
        assert old in text, old
        text = text.replace(old, new)
    return text


def bodies(folder: Path, text: str) -> list[Travel]:
    path = folder / "a.edi"
    path.write_text(text, "ascii")
    return [
        body
        for found in read_messages(path).messages
        for body in travels_of(b"a key of the test", "0" * 16, found, datetime(2026, 4, 1, tzinfo=UTC))
    ]


def asked(folder: Path, feature: str, text: str, others: Sequence[str] = (), who: int = 0) -> object:
    (body,) = bodies(folder, text)
    past: Past = gathered(
        [body, *(one for told in others for one in bodies(folder, told))],
        lambda what, value: f"{what} {value}",
    )
    return of_traveller(body, body.rows["person"][who], past).get(feature)


CASES: dict[str, tuple[object, object, Edits, Sequence[str], int]] = {
    "lead-days": (10, 1, [("240326", "020426")], (), 0),
    "lead-against-route": (1.0, 0.1, [("240326", "020426")], [other(no) for no in range(10, 16)], 0),
    "paid-cash": (False, True, [("FOP+CC::450:VI:XXXXXXXXXXXX1111:1228", "FOP+CA::450")], (), 0),
    "payer-travels-not": (None, True, [(CARD, CARD + "IFT+4:43+SAMIR PAYER+BASRA'")], (), 0),
    "card-shared": (0, 1, [("1111:1228", "2210:1228")], [other(10)], 0),
    "phone-shared": (0, 1, [("9647700000001", "009647700000010")], [other(10)], 0),
    "email-shared": (0, 1, [("SOMEBODY", "BODY10")], [other(10)], 0),
    "address-shared": (0, 1, [("12 RIVER", "10 OTHER")], [other(10)], 0),
    "agency-days": (10, 63, [("91:BGW", "910:BGW")], [other(10, ("240326", "300126"))], 0),
    "one-way": (False, True, [(BACK, "")], (), 0),
    "stay-days": (5, 1, [(BACK, BACK.replace("080426", "040426"))], (), 0),
    "legs": (2, 1, [(BACK, "")], (), 0),
    "broken-journey": (False, True, [(BACK, BACK.replace("+IST+", "+ESB+"))], (), 0),
    "detour": (1.0, 3.33, [(BACK, "TVL+030426:1530:030426:1915+IST+DXB+ZZ+77:Y'")], (), 0),
    "party": (1, 2, [(ONE, ONE + CHILD)], (), 0),
    "bags": (0, 2, [(BACK, SEATS.format("14C") + "TBD++02:31:700+++ZZ:4001:2:IST:999'" + BACK)], (), 0),
    "bags-against-stay": (
        0.0,
        0.4,
        [(BACK, SEATS.format("14C") + "TBD++02:31:700+++ZZ:4001:2:IST:999'" + BACK)],
        (),
        0,
    ),
    "seat-changes": (0, 1, [(BACK, SEATS.format("14C") + SEATS.format("15D") + BACK)], (), 0),
    "minor-alone": (False, True, [("14FEB88", "14FEB15")], (), 0),
    "minor-with-unrelated": (False, True, [(ONE, ONE + CHILD)], (), 1),
    "document-expired": (False, True, [("01JAN30", "01JAN26")], (), 0),
    "document-age-days": (
        None,
        31,
        [(ONE, ONE + "SSR+DOCO:HK:1:ZZ:::::BASRA/V/V12/BAGHDAD/03MAR26/TUR+::1'")],
        (),
        0,
    ),
    "documents": (1, 2, [(ONE, ONE + ONE[ONE.index("SSR") :].replace("Z71", "Z79"))], (), 0),
    "document-shared": (0, 1, [("Z71", "Z510")], [other(10, ("ALSAMPLE", "NOBODY"))], 0),
    "frequent-flyer": (False, True, [(":A:1'", ":A:1'FTI+ZZ:400001'")], (), 0),
    "family-booking": (False, True, [(ONE, ONE + CHILD.replace("OTHER", "ALSAMPLE"))], (), 0),
    "earlier-travels": (0, 1, [("Z71", "Z510")], [other(10, ("030426", "030226"))], 0),
    "origin": ("BGW", "BSR", [("BGW", "BSR")], (), 0),
    "destination": ("IST", "DXB", [("+BGW+IST+", "+BGW+DXB+"), ("+IST+BGW+", "+DXB+BGW+")], (), 0),
    "nationality": ("IRQ", "TUR", [("Z71/IRQ", "Z71/TUR")], (), 0),
    "sex": ("M", "F", [("/M/", "/F/")], (), 0),
    "age": (38, 11, [("14FEB88", "14FEB15")], (), 0),
}
"""By feature: what it says of the plain booking, what of the planted one, what is planted, the other bookings
of the past, and which traveller is asked."""
ELSEWHERE = {"changes", "party-changes", "open-cases"}
"""These need a desk that has taken several messages (below), or a case (test_people.py)."""


def test_every_feature_has_a_planted_case() -> None:
    assert vocabulary().features.keys() == CASES.keys() | ELSEWHERE


@pytest.mark.parametrize("feature", CASES)
def test_a_planted_feature_is_seen_and_the_plain_booking_does_not_have_it(
    tmp_path: Path, feature: str
) -> None:
    usual, planted, edits, others, who = CASES[feature]
    assert asked(tmp_path, feature, PLAIN, others) == usual
    assert asked(tmp_path, feature, edited(PLAIN, edits), others, who) == planted


def test_changes_of_a_booking_and_of_who_travels_are_counted_over_its_messages(at: Seat, turn: Turn) -> None:
    turn("2026-04-01T09:00")
    later = [("260401:0810", "260401:0930")]
    for no, text in enumerate(
        (
            PLAIN,
            edited(PLAIN, [*later, ("9647700000001", "9647700000002")]),
            edited(PLAIN, [("260401:0810", "260401:1030"), (ONE, ONE + CHILD)]),
        )
    ):
        screen_file(at, AirlineFileRequest(source=collected(at, text, f"{no}.edi")), None)
    (body,) = stored(at)
    told = of_traveller(body, body.rows["person"][0], past_of(at, [body]))
    assert (told["changes"], told["party-changes"], told["party"]) == (2, 1, 2)
