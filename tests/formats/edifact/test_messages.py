"""The tolerant tokeniser: signs, envelopes, wraps, parts, and what is around messages."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tahqiq.formats.edifact.delimiters import Delimiters, begins
from tahqiq.formats.edifact.messages import Message, Reading, missing
from tahqiq.formats.edifact.plain import decoded, plain
from tahqiq.formats.edifact.segments import Known, segments

BODY = [
    "UNB+UNOA:4+A+B+240101:0000+1",
    "UNH+1+PAXLST:D:05B:UN",
    "BGM+745",
    "NAD+FL+++SAMPLE:ANNA",
    "CNT+42:1",
    "UNT+5+1",
    "UNZ+1+1",
]


def whole(text: str | bytes) -> tuple[list[Message], Reading]:
    reading = Reading(text.encode() if isinstance(text, str) else text)
    return list(reading.messages()), reading


def with_signs(element: str, component: str, terminator: str, advice: str, between: str = "") -> str:
    swapped = [one.replace("+", "\x00").replace(":", component).replace("\x00", element) for one in BODY]
    return advice + between.join(one + terminator for one in swapped)


@pytest.mark.parametrize(
    ("element", "component", "terminator", "advice"),
    [
        ("+", ":", "'", ""),
        ("+", ":", "'", "UNA:+.? '"),
        ("+", ":", "'", " UNA:+.?*'\n "),
        ("+", ":", "'", "UNA:+.?'"),
        ("*", ":", "#", "UNA:*.? #"),
        ("-", ":", "'", "UNA:-.? '"),
        ("(", ":", "-", "UNA:(.) -"),
        ("+", ":", "$", "UNA:+.? $"),
        ("\x1d", "\x1f", "\x1c", ""),
        ("+", ":", "’", "UNA:+.? ’"),
        ("+", ":", "'", "UNA:+.\\*'"),
        ("+", ":", "'", "QD SAMPLE\r\n.HDQ 010000\r\n\x02UNA:+.? '"),
    ],
)
@pytest.mark.parametrize("between", ["", "\r\n", " \n"])
def test_signs_are_found(element: str, component: str, terminator: str, advice: str, between: str) -> None:
    messages, reading = whole(with_signs(element, component, terminator, advice, between))
    assert [(one.kind, one.version, len(one.body), one.wrong) for one in messages] == [
        ("PAXLST", "D.05B", 3, [])
    ]
    assert messages[0].body[1].elements[3] == ["SAMPLE", "ANNA"]
    assert not reading.wrong


@pytest.mark.parametrize("width", [9, 64, 69])
def test_lines_that_a_telex_wraps_are_joined_without_a_blank(width: int) -> None:
    text = "'".join(BODY) + "'"
    wrapped = "\r\n".join(text[at : at + width] for at in range(0, len(text), width))
    plainly, folded = whole(text)[0], whole("QU ADDRESS\r\n.SENDER\r\n" + wrapped + "\r\nA footer")[0]
    assert [one.elements for one in folded[0].body] == [one.elements for one in plainly[0].body]


def test_each_element_knows_where_it_stands() -> None:
    data = b"\xef\xbb\xbfUNA:+.? '\r\n" + b"'\r\n".join(one.encode() for one in BODY) + b"'"
    messages, reading = whole(data)
    for segment in messages[0].body:
        assert data[reading.plain.offset(segment.start) :].startswith(segment.tag.encode())
        for element, components in enumerate(segment.elements):
            for component, value in enumerate(components):
                assert data[reading.plain.offset(segment.at(element, component)) :].startswith(value.encode())


def test_several_interchanges_and_groups_and_what_stands_between() -> None:
    one = "'".join(BODY) + "'"
    grouped = (
        "'".join([BODY[0], "UNG+PAXLST+A+B+240101:0000+9+UN+D:05B", *BODY[1:6], "UNE+1+9", "UNZ+1+1"]) + "'"
    )
    messages, reading = whole(f"{one}\nEmail secured\n{grouped} trailing rubbish")
    assert len(messages) == 2
    assert [text.strip() for _, text in reading.outside] == ["Email secured", "trailing rubbish"]
    assert messages[1].envelope.ung is not None


def test_messages_without_an_interchange_are_read() -> None:
    assert [one.kind for one in whole("'".join(BODY[1:6]) + "'")[0]] == ["PAXLST"]


def test_claims_are_compared() -> None:
    text = "'".join(BODY).replace("UNT+5", "UNT+99").replace("UNZ+1+", "UNZ+7+") + "'"
    messages, reading = whole(text)
    assert messages[0].wrong[0][1:] == ("UNT", "99", "5")
    assert reading.wrong[0][1:] == ("UNZ", "7", "1")
    assert whole("'".join(BODY[:5]) + "'")[0][0].tail is None


def test_parts() -> None:
    text = "'".join(BODY).replace("PAXLST:D:05B:UN", "PAXLST:D:05B:UN+REF+02:F") + "'"
    assert whole(text)[0][0].part == (2, "F")
    assert missing([(2, "F")])
    assert missing([(1, "C")])
    assert not missing([(2, "F"), (1, "C")])


def test_languages() -> None:
    assert decoded("سلام".encode().decode("latin-1"), "latin-1") == "سلام"
    text = with_signs("+", ":", "'", "").replace("UNOA", "UNOI").replace("ANNA", "سلام")
    assert whole(text.encode("iso8859-6"))[0][0].body[1].elements[3][1] == "سلام"
    assert whole("\ufeff" + text)[0][0].body[1].elements[3][1] == "سلام"
    assert whole(text.encode("utf-16"))[0][0].body[1].elements[3][1] == "سلام"


def test_texts_that_come_again_are_cut_by_the_signs_of_their_own_interchange() -> None:
    texts = Known()
    one, other = (
        list(segments("FTX+A:B*C'", 0, 10, signs)) for signs in (Delimiters(), Delimiters(component="*"))
    )
    for found in (one, other, one):
        texts.cut(found)
    assert one[0].elements == [["A", "B*C"]]
    assert other[0].elements == [["A:B", "C"]]
    other[0].take(0, 1)
    assert other[0].left() == [(0, 0)]
    assert one[0].left() == [(0, 0), (0, 1)]


SIGNS = Delimiters()
TEXT = (
    st.text(st.characters(codec="ascii", categories=["L", "N", "P", "S", "Zs"]), min_size=1, max_size=12)
    .map(str.strip)
    .filter(bool)
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(TEXT, min_size=1, max_size=4), min_size=1, max_size=5))
def test_what_was_written_is_read_again(elements: list[list[str]]) -> None:
    def released(value: str) -> str:
        return "".join(f"?{sign}" if sign in "?:+'" else sign for sign in value)

    text = "FTX+" + "+".join(":".join(released(value) for value in element) for element in elements) + "'"
    assert [one.elements for one in segments(text, 0, len(text), SIGNS)] == [elements]


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400), st.integers(0, 200))
def test_nothing_raises_and_offsets_lie_in_the_file(noise: bytes, cut: int) -> None:
    data = ("'".join(BODY) + "'").encode()
    data = data[:cut] + noise + data[cut:]
    reading = Reading(data)
    for message in reading.messages():
        for segment in message.body:
            assert 0 <= reading.plain.offset(segment.start) < max(1, len(data) * 4)
    list(begins(plain(data).text))
