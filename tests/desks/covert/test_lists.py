"""Lists of intercepted items as operators write them, in English, Arabic and both kinds of Kurdish, as CSV
and XLSX: items of the desk and calls of the core; transcripts that come beside a recording."""

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from tahqiq.desks.covert.closed_texts import inside
from tahqiq.desks.covert.product.cues import pieces
from tahqiq.desks.covert.product.intake import ItemListRequest, take
from tahqiq.desks.covert.product.minimisation import (
    ItemMarkRequest,
    ItemReference,
    TranscriptRequest,
    mark,
    read,
    transcribe,
)
from tahqiq.desks.covert.product.record import ITEM
from tests.desks.covert.conftest import moment
from tests.desks.covert.test_product import OTHER, TARGET, collected, events, order
from tests.seat import Seat

HEADINGS = {
    "en": [
        "LIID",
        "Sequence",
        "Start time",
        "Target",
        "Other party",
        "Direction",
        "Duration",
        "Type",
        "Outgoing",
        "Incoming",
        "Call",
    ],
    "ar": [
        "معرف الاعتراض",
        "التسلسل",
        "التاريخ والوقت",
        "الهدف",
        "الطرف الآخر",
        "الاتجاه",
        "المدة",
        "النوع",
        "صادر",
        "وارد",
        "مكالمة",
    ],
    "ckb": [
        "ناسێنەری گرتن",
        "زنجیرە",
        "بەروار و کات",
        "ئامانج",
        "لایەنی بەرامبەر",
        "ئاراستە",
        "ماوە",
        "جۆر",
        "دەرچوو",
        "هاتوو",
        "پەیوەندی",
    ],
    "kmr-Arab": [
        "ناسێنەرێ گرتنێ",
        "زنجیرە",
        "دەم",
        "ئارمانج",
        "لایێ دی",
        "ئاراستە",
        "ماوە",
        "جۆر",
        "دەرکەفتی",
        "هاتی",
        "پەیوەندی",
    ],
}


def rows(language: str) -> list[list[str]]:
    *head, out, back, call = HEADINGS[language]
    return [
        head,
        ["L-1", "1", "2026-02-05T10:00:00+03:00", TARGET, OTHER, out, "65", call],
        ["L-1", "2", "2026-02-06T11:00:00+03:00", TARGET, OTHER, back, "12", call],
        ["L-1", "4", "2026-02-11T09:00:00+03:00", TARGET, OTHER, out, "9", call],
        ["L-9", "1", "2026-02-07T09:00:00+03:00", TARGET, OTHER, back, "9", call],
    ]


def written(table: list[list[str]], kind: str) -> bytes:
    if kind == "csv":
        return "\n".join(",".join(row) for row in table).encode("utf-8-sig")
    book, made = Workbook(), BytesIO()
    sheet = book.create_sheet("list", 0)
    for row in table:
        sheet.append(row)
    book.save(made)
    return made.getvalue()


@pytest.mark.parametrize(
    ("language", "kind"), [("en", "csv"), ("ar", "xlsx"), ("ckb", "csv"), ("kmr-Arab", "xlsx")]
)
def test_a_list_becomes_items_of_the_desk_and_calls_of_the_core_under_its_order(
    at: Seat, language: str, kind: str
) -> None:
    number = order(at, technique="interception", liids=["L-1"], begins=moment("2026-02-01T10:00+03:00"))
    source = collected(at, number, written(rows(language), kind), f"list.{kind}")
    assert (at.bench.acts.held(source).facts, events(at, TARGET)) == (2, 2)
    told = take(at, ItemListRequest(source=source), None)
    assert (told.lines_in, told.items, told.held, [one.code for one in told.problems]) == (
        4,
        4,
        2,
        ["covert-item-gap"],
    )
    kept = sorted(
        (one.body.line, one.body.target, one.body.other, one.body.held)
        for one in at.records(ITEM).find({"source": source}).records
    )
    assert [(target, other, held) for _, target, other, held in kept] == [
        (TARGET, OTHER, ""),
        (TARGET, OTHER, ""),
        (TARGET, OTHER, "time"),
        (TARGET, OTHER, "identifier"),
    ]


def test_a_transcript_beside_a_recording_is_kept_piece_by_piece(at: Seat) -> None:
    inside(at)
    source = collected(
        at, order(at, technique="interception", liids=["L-1"]), written(rows("en"), "csv"), "list.csv"
    )
    take(at, ItemListRequest(source=source), None)
    item = at.records(ITEM).find({"source": source, "held": ""}, order="moment").records[0].body.number
    mark(at, ItemMarkRequest(item=item, state="heard"), None)
    text = "WEBVTT\n\n00:01.000 --> 00:03.000\nألو\n\n00:00:12.500 --> 00:00:14.000\nمتى تصل؟\n"
    transcribe(at, TranscriptRequest(item=item, text=text, language="ar"), None)
    assert [(one.offset, one.text) for one in read(at, ItemReference(item=item), None).transcripts] == [
        (1, "ألو"),
        (12, "متى تصل؟"),
    ]


@given(
    st.lists(
        st.tuples(st.integers(0, 35_999), st.text(st.sampled_from("abحكيڕۆ"), min_size=1, max_size=20)),
        min_size=1,
        max_size=8,
    )
)
def test_every_piece_of_a_transcript_comes_back_with_its_place(told: list[tuple[int, str]]) -> None:
    def clock(at: int, sign: str) -> str:
        return f"{at // 3600:02}:{at // 60 % 60:02}:{at % 60:02}{sign}000"

    text = "\n\n".join(
        f"{place}\n{clock(at, ',')} --> {clock(at + 1, ',')}\n{said}"
        for place, (at, said) in enumerate(told, 1)
    )
    assert pieces(text) == told
    assert pieces("WEBVTT\n\n" + text.replace(",", ".")) == told
