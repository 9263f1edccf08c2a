"""WhatsApp exports: both orders of dates, Arabic digits, system lines, media, several lines."""

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tahqiq.formats.chatdates import decide, moment
from tahqiq.formats.chatheads import Line, split
from tahqiq.formats.reader import Item, Member, Records
from tahqiq.formats.whatsapp import READER
from tahqiq.model.problem import Problem

ANDROID = """25/12/2025, 21:04 - Messages and calls are end-to-end encrypted.
25/12/2025, 21:04 - Omar created group "Family: all"
25/12/2025, 21:05 - Abu Sara: Hello
second line: with a colon

after a blank one
25/12/2025, 21:06 - +964 770 000 0001: <Media omitted>
26/12/2025, 08:00 - Abu Sara: IMG-20251226-WA0001.jpg (file attached)
26/12/2025, 08:01 - Abu Sara: This message was deleted
26/12/2025, 08:02 - Abu Sara: done <This message was edited>
"""
ARABIC = (
    "\u200f١٤\u200f/٢\u200f/٢٠٢٦، ٩:٠٥ ص - الرسائل والمكالمات في هذه المجموعة مشفرة.\n"
    "\u200f١٤\u200f/٢\u200f/٢٠٢٦، ١٢:٠٧ م - أبو سارة: وصلت البضاعة\n"
    "\u200f١٤\u200f/٢\u200f/٢٠٢٦، ١٢:٠٧ ص - أبو سارة: <تم استبعاد الوسائط>\n"
)
IPHONE = (
    "[1/31/26, 9:05:07\u202fPM] Ali: \u200eMessages to this chat are encrypted\n"
    "\u200e[2/1/26, 12:01:00\u202fAM] Omar: \u200e<attached: 00000002-PHOTO-2026-02-01.jpg>\n"
)


def read(tmp_path: Path, data: bytes, name: str = "chat.txt") -> list[Item]:
    path = tmp_path / name
    path.write_bytes(data)
    return list(READER.read(path, name))


def messages(items: list[Item]) -> list[dict[str, str]]:
    found = [item for item in items if isinstance(item, Records)]
    return [
        {"row": str(row), **values}
        for item in found
        for row, values in zip(item.rows.tolist(), item.columns.to_pylist(), strict=True)
    ]


def codes(items: list[Item]) -> list[str]:
    return [item.code for item in items if isinstance(item, Problem)]


def test_android_in_english(tmp_path: Path) -> None:
    items = read(tmp_path, ANDROID.encode())
    found = messages(items)
    assert codes(items) == []
    assert [row["row"] for row in found] == ["1", "2", "3", "7", "8", "9", "10"]
    assert [row["system"] for row in found] == ["yes", "yes", None, None, None, None, None]
    assert found[1]["sender"] is None
    assert found[1]["body"] == 'Omar created group "Family: all"'
    assert found[2]["body"] == "Hello\nsecond line: with a colon\n\nafter a blank one"
    assert (found[2]["sent_text"], found[2]["sent"], found[2]["date_order"]) == (
        "25/12/2025, 21:05",
        "2025-12-25T21:05:00",
        "dmy",
    )
    assert (found[3]["sender"], found[3]["media"]) == ("+964 770 000 0001", "omitted")
    assert found[4]["media"] == "IMG-20251226-WA0001.jpg"
    assert (found[5]["deleted"], found[6]["edited"]) == ("yes", "yes")


def test_android_in_arabic_digits_and_halves_of_the_day(tmp_path: Path) -> None:
    found = messages(read(tmp_path, ARABIC.encode()))
    assert [row["sent"] for row in found] == [
        "2026-02-14T09:05:00",
        "2026-02-14T12:07:00",
        "2026-02-14T00:07:00",
    ]
    assert [row["sender"] for row in found] == [None, "أبو سارة", "أبو سارة"]
    assert found[0]["sent_text"] == "١٤/٢/٢٠٢٦، ٩:٠٥ ص"
    assert found[2]["media"] == "omitted"


def test_iphone_with_month_first(tmp_path: Path) -> None:
    found = messages(read(tmp_path, IPHONE.encode()))
    assert [(row["sent"], row["date_order"], row["sender"]) for row in found] == [
        ("2026-01-31T21:05:07", "mdy", "Ali"),
        ("2026-02-01T00:01:00", "mdy", "Omar"),
    ]
    assert found[1]["media"] == "00000002-PHOTO-2026-02-01.jpg"


def test_an_undecidable_order_is_told_and_no_date_is_assumed(tmp_path: Path) -> None:
    items = read(tmp_path, b"1/2/26, 10:00 - A: x\n1/3/26, 10:00 - B: y\n")
    assert [row["sent"] for row in messages(items)] == [None, None]
    assert messages(items)[0]["sent_text"] == "1/2/26, 10:00"
    assert codes(items) == ["date-order-ambiguous"]


def test_contradicting_dates_are_told_and_only_certain_ones_read(tmp_path: Path) -> None:
    items = read(tmp_path, b"13/2/26, 10:00 - A: x\n2/14/26, 10:00 - B: y\n3/4/26, 10:00 - B: z\n")
    assert [row["sent"] for row in messages(items)] == ["2026-02-13T10:00:00", "2026-02-14T10:00:00", None]
    assert codes(items) == ["date-order-mixed"]


@pytest.mark.parametrize(
    ("dates", "order"),
    [
        ([(1, 2, 26), (2, 2, 26), (1, 3, 26)], "dmy"),  # time would run backwards as month/day
        ([(2, 1, 26), (2, 2, 26), (3, 1, 26)], "mdy"),
        ([(1, 2, 26), (1, 3, 26), (1, 4, 26), (1, 5, 26)], "mdy"),  # else always the first of the month
        ([(2, 1, 26), (3, 1, 26), (4, 1, 26), (5, 1, 26)], "dmy"),
        ([(2026, 1, 5)], "ymd"),
        ([(5, 5, 26)], "dmy"),
        ([(5, 6, 26)], None),
    ],
)
def test_decide(dates: list[tuple[int, int, int]], order: str | None) -> None:
    assert decide(dates).order == order


def test_zip_with_media(tmp_path: Path) -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("WhatsApp Chat with Ali.txt", ANDROID)
        archive.writestr("IMG-20251226-WA0001.jpg", b"JPEG")
    assert READER.sniff(target.getvalue(), "x.zip").score > 0.9
    items = read(tmp_path, target.getvalue(), "x.zip")
    assert len(messages(items)) == 7
    assert [item.part.name for item in items if isinstance(item, Records)] == ["WhatsApp Chat with Ali.txt"]
    assert [(item.path, item.data) for item in items if isinstance(item, Member)] == [
        ("IMG-20251226-WA0001.jpg", b"JPEG")
    ]


def test_lines_before_the_first_message_are_problems(tmp_path: Path) -> None:
    items = read(tmp_path, b"stray\n25/12/2025, 21:05 - A: x\n")
    assert len(messages(items)) == 1
    assert [(item.code, item.place.row, item.records) for item in items if isinstance(item, Problem)] == [
        ("entry-unreadable", 1, 1)
    ]


def test_sniff() -> None:
    assert READER.sniff(ANDROID.encode(), "a.txt").score > 0.8
    assert READER.sniff(ARABIC.encode("utf-16"), "a.txt").score > 0.8
    assert READER.sniff(b"name,phone\nali,0770\n", "a.txt").score == 0


@given(
    st.lists(
        st.tuples(
            st.dates(min_value=__import__("datetime").date(2015, 1, 1)),
            st.integers(0, 23),
            st.text("abc: \n", max_size=12),
        ),
        min_size=1,
        max_size=12,
    ),
    st.sampled_from(["{d}/{m}/{y}, {h:02d}:30 - Ali: {t}", "[{d}.{m}.{y}, {h:02d}:30:00] Ali: {t}"]),
)
def test_written_messages_come_back(said: list[tuple[object, int, str]], form: str) -> None:
    lines = "\n".join(
        form.format(d=day.day, m=day.month, y=day.year, h=hour, t=text)  # type: ignore[attr-defined]
        for day, hour, text in said
    )
    found = [item for item in split(lines.split("\n")) if isinstance(item, Line)]
    assert len(found) == len(said)
    decision = decide(line.date for line in found)
    for line, (day, hour, _) in zip(found, said, strict=True):
        when, order = moment(line, decision)
        if order == "dmy":
            assert when == f"{day}T{hour:02d}:30:00"


LANGUAGES = {
    "French, Android": (
        (
            "25/12/2025 à 21:04 - Amina a créé le groupe « Quai »\n25/12/2025 à 21:05 - Amina: <Médias "
            "omis>\n26/12/2025 à 08:01 - Rebin: Ce message a été supprimé\n"
        ),
        [
            ("2025-12-25T21:04:00", None, "Amina", None),
            ("2025-12-25T21:05:00", "Amina", None, "omitted"),
            ("2025-12-26T08:01:00", "Rebin", None, None),
        ],
    ),
    "French, iOS": (
        (
            "[25/12/2025, 21:04:09] Amina : bonjour\n[26/12/2025, 21:05:00] Amina : \u200e<pièce jointe "
            ": 00000012-PHOTO-2025-12-26.jpg>\n"
        ),
        [
            ("2025-12-25T21:04:09", "Amina", None, None),
            ("2025-12-26T21:05:00", "Amina", None, "00000012-PHOTO-2025-12-26.jpg"),
        ],
    ),
    "Finnish": (
        (
            '25.12.2025 klo 21.04 - Aino loi ryhmän "Laituri"\n25.12.2025 klo 21.05 - Aino: hei: mitä\n'
            "26.12.2025 klo 8.01 - Otto: <Media jätettiin pois>\n"
        ),
        [
            ("2025-12-25T21:04:00", None, "Aino", None),
            ("2025-12-25T21:05:00", "Aino", None, None),
            ("2025-12-26T08:01:00", "Otto", None, "omitted"),
        ],
    ),
    "old telephone without dash": (
        (
            "25/12/2012 17:02:35: Amina: hello\n26/12/2012 17:03:35: Rebin: at 12/12/2012 17:03 - no: "
            "new line\nstill Rebin\n"
        ),
        [("2012-12-25T17:02:35", "Amina", None, None), ("2012-12-26T17:03:35", "Rebin", None, None)],
    ),
    "Spanish with halves of the day": (
        "25/12/25 9:04 p. m. - Inés añadió a Rubén\n26/12/25 9:05 a.\u00a0m. - Inés: <Multimedia omitido>\n",
        [("2025-12-25T21:04:00", None, "Inés", None), ("2025-12-26T09:05:00", "Inés", None, "omitted")],
    ),
    "Korean": (
        "2025. 12. 25. 오후 9:04, 민수 : 안녕\n2025. 12. 26. 오전 8:01, 지아 : 응\n",
        [("2025-12-25T21:04:00", "민수", None, None), ("2025-12-26T08:01:00", "지아", None, None)],
    ),
    "Chinese": ("2025/12/25 下午9:04 - 小明: 你好\n", [("2025-12-25T21:04:00", "小明", None, None)]),
    "Turkish": (
        "25.12.2025 21:04 - Ece gruba katıldı\n26.12.2025 21:05 - Ece: <Medya dahil edilmedi>\n",
        [("2025-12-25T21:04:00", None, "Ece", None), ("2025-12-26T21:05:00", "Ece", None, "omitted")],
    ),
    "Hebrew": ('[15.9.2025, 8:46:00 אחה"צ] דנה: שלום\n', [("2025-09-15T20:46:00", "דנה", None, None)]),
    "months by name": (
        "21:04, 25 Dec 2012 - Amina: hello\n8:01, 26 Dec 2012 - Rebin: hi\n",
        [("2012-12-25T21:04:00", "Amina", None, None), ("2012-12-26T08:01:00", "Rebin", None, None)],
    ),
    "service lines of iOS": (
        "[25/12/25, 21:04:00] Quay: \u200eMessages and calls are end-to-end encrypted.\n[25/12/25, "
        "21:04:10] ~\u202fAmina: \u200e~\u202fAmina added Rebin\n[26/12/25, 21:05:00] Rebin: "
        "\u200eMissed voice call\n"
        "[26/12/25, 21:06:00] Rebin: I added you\n",
        [
            ("2025-12-25T21:04:00", None, None, None),
            ("2025-12-25T21:04:10", None, "~\u202fAmina", None),
            ("2025-12-26T21:05:00", None, "Rebin", None),
            ("2025-12-26T21:06:00", "Rebin", None, None),
        ],
    ),
    "solar Hijri years": ("۱۴۰۳/۱/۲، ۲۱:۰۴ - Amina: سلام\n", [(None, "Amina", None, None)]),
}


@pytest.mark.parametrize("name", LANGUAGES)
def test_languages_and_layouts(tmp_path: Path, name: str) -> None:
    text, expected = LANGUAGES[name]
    assert READER.sniff(text.encode(), "chat.txt").score > 0.8
    found = messages(read(tmp_path, text.encode()))
    assert [(row["sent"], row["sender"], row["actor"], row["media"]) for row in found] == expected


def test_a_year_of_two_digits_may_stand_first_between_hyphens(tmp_path: Path) -> None:
    text = (
        "".join(f"[15-01-{day} 02:22:56] Amina: x\n" for day in (20, 21, 30, 31))
        + "[15-02-01 02:22:56] Amina: y\n"
    )
    assert [row["sent"] for row in messages(read(tmp_path, text.encode()))][3:] == [
        "2015-01-31T02:22:56",
        "2015-02-01T02:22:56",
    ]
