"""One message: headers in every encoding, bodies, attachments, nested messages, broken MIME."""

import base64
import email
import time
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tahqiq.formats.mail import READER
from tahqiq.formats.mailbody import as_bytes
from tahqiq.formats.mailparts import iso_date, parse, people_of
from tahqiq.formats.mailwords import decode_words
from tahqiq.formats.reader import Item, Member, Records
from tahqiq.model.account import Aside
from tahqiq.model.problem import Problem

RICH = """From: =?utf-8?B?2LnZhNmKINit2LPZhg==?= <ali@example.org>
To: "Omar, Office" <omar@example.org>, huda@example.org
Cc: =?windows-1256?Q?=E5=CF=EC?= <huda2@example.org>
Subject: =?utf-8?Q?Shipment_=D8=B4=D8=AD?=
 =?utf-8?Q?=D9=86=D8=A9?=
Date: Wed, 1 May 2024 10:00:00 +0300
Message-ID: <m1@example.org>
In-Reply-To: <m0@example.org>
Received: from b by c; Wed, 1 May 2024 10:00:05 +0300
Received: from a by b; Wed, 1 May 2024 10:00:03 +0300
X-Originating-IP: [192.0.2.7]
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="B"

--B
Content-Type: multipart/alternative; boundary="A"

--A
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: quoted-printable

=D8=B3=D9=84=D8=A7=D9=85
Second line
--A
Content-Type: text/html; charset=utf-8

<p>other</p>
--A--
--B
Content-Type: application/octet-stream
Content-Disposition: attachment; filename*=UTF-8''%D9%83%D8%B4%D9%81.xlsx
Content-Transfer-Encoding: base64

UEsDBAo=
--B
Content-Type: message/rfc822

From: inner@example.org
Subject: Inner one
Date: Tue, 30 Apr 2024 09:00:00 +0300

Hello inside
--B--
"""


def read(tmp_path: Path, data: bytes, name: str = "a.eml") -> list[Item]:
    path = tmp_path / name
    path.write_bytes(data)
    return list(READER.read(path, name))


def rows(items: list[Item], kind: str) -> list[dict[str, str]]:
    return [
        row
        for item in items
        if isinstance(item, Records) and item.kind == kind
        for row in item.columns.to_pylist()
    ]


def test_a_rich_message(tmp_path: Path) -> None:
    items = read(tmp_path, RICH.encode())
    (message,) = rows(items, "mail.message")
    assert message["from_name"] == "علي حسن"
    assert message["from_address"] == "ali@example.org"
    assert message["subject"] == "Shipment شحنة"
    assert message["date"] == "2024-05-01T10:00:00+03:00"
    assert message["date_text"] == "Wed, 1 May 2024 10:00:00 +0300"
    assert message["body"] == "سلام\nSecond line"
    assert message["body_from"] == "text"
    assert message["cc"].startswith("هدى")
    assert message["received"].splitlines()[0].startswith("from b by c")
    assert message["attachments"] == "كشف.xlsx\nInner one.eml"
    assert message["bcc"] is None
    assert rows(items, "mail.address") == [
        {"message": "1", "role": "from", "name": "علي حسن", "address": "ali@example.org"},
        {"message": "1", "role": "to", "name": "Omar, Office", "address": "omar@example.org"},
        {"message": "1", "role": "to", "name": None, "address": "huda@example.org"},
        {"message": "1", "role": "cc", "name": "هدى", "address": "huda2@example.org"},
    ]


def test_attachments_and_nested_messages_are_members_that_read_again(tmp_path: Path) -> None:
    members = [item for item in read(tmp_path, RICH.encode()) if isinstance(item, Member)]
    assert [(member.path, member.place.row) for member in members] == [("كشف.xlsx", 1), ("Inner one.eml", 1)]
    assert members[0].data == b"PK\x03\x04\n"
    (inner,) = rows(read(tmp_path, members[1].data), "mail.message")
    assert (inner["subject"], inner["body"]) == ("Inner one", "Hello inside")


def test_raw_windows_1256_headers_and_body(tmp_path: Path) -> None:
    text = "From: علي حسن <a@example.org>\nTo: b@example.org\nSubject: كشف الأسماء\n\nمرحبا بكم في البصرة\n"
    items = read(tmp_path, text.encode("cp1256"))
    (message,) = rows(items, "mail.message")
    assert (message["from_name"], message["subject"], message["body"]) == (
        "علي حسن",
        "كشف الأسماء",
        "مرحبا بكم في البصرة\n".strip(),
    )
    assert "encoding-guessed" in [item.code for item in items if isinstance(item, Problem)]


def test_html_only_body_is_text(tmp_path: Path) -> None:
    text = (
        "From: a@example.org\nTo: b@example.org\nContent-Type: text/html\n\n"
        "<p>Hi</p><script>x</script><p>there</p>"
    )
    (message,) = rows(read(tmp_path, text.encode()), "mail.message")
    assert (message["body"], message["body_from"]) == ("Hi\nthere", "html")


def test_missing_boundary_and_soiled_base64_are_told_and_kept(tmp_path: Path) -> None:
    text = (
        "From: a@example.org\nTo: b@example.org\nContent-Type: multipart/mixed; boundary=X\n\n--X\n"
        "Content-Type: text/plain\n\nkept\n"
    )
    items = read(tmp_path, text.encode())
    assert rows(items, "mail.message")[0]["body"] == "kept"
    assert "mail-incomplete" in [item.code for item in items if isinstance(item, Problem)]
    cut = (
        "From: a@example.org\nTo: b@x.y\nContent-Disposition: attachment; filename=a.bin\n"
        "Content-Transfer-Encoding: base64\n\nQUJDRE"
    )
    members = [item for item in read(tmp_path, cut.encode()) if isinstance(item, Member)]
    assert members[0].data.startswith(b"ABC")


def test_a_delivery_report_is_kept_whole(tmp_path: Path) -> None:
    text = (
        "From: a@example.org\nTo: b@x.y\nContent-Type: message/delivery-status\n\nFinal-Recipient: "
        "rfc822; c@x.y\nAction: failed\n"
    )
    members = [item for item in read(tmp_path, text.encode()) if isinstance(item, Member)]
    assert b"Final-Recipient: rfc822; c@x.y" in members[0].data


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("=?utf-8?B?2LnZ?= =?utf-8?B?hNmK?=", "علي"),
        ("=?x-unknown?Q?a=20b?=", "a b"),
        ("plain", "plain"),
        ("=?utf-8?B?*bad*?=", None),
    ],
)
def test_decode_words(raw: str, text: str | None) -> None:
    assert decode_words(raw) == (text if text is not None else decode_words(raw))


def test_dates() -> None:
    assert iso_date("Wed, 1 May 2024 10:00:00 -0000") == "2024-05-01T10:00:00"
    assert iso_date("yesterday") is None
    assert iso_date("Wed, 99 May 99999 10:00:00 +0300") is None


@given(st.binary(max_size=400))
def test_any_bytes_after_a_header_never_raise(data: bytes) -> None:
    message = parse(b"From: a\nContent-Type: multipart/mixed; boundary=x\nTo: " + data)
    for role in ("From", "To"):
        people_of(message, role)


def test_sniff() -> None:
    assert READER.sniff(RICH.encode(), "x").score > 0.9
    assert READER.sniff(b"From: someone told me\nbut this is prose\n", "x.txt").score == 0


TWO_SIDED = b"""From: a@example.org
To: b@example.org
Subject: s
Subject: second subject
Date: Wed, 1 May 2024 10:00:00 +0300
List-Id: <quay.example.org>
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary=x

hidden before
--x
Content-Type: text/plain
Content-Description: short form

Please pay.
--x
Content-Type: text/html

<p>Please pay <a href="https://other.example/pay?a=1&amp;b=2">here</a> today</p>
--x--
hidden after
"""


def test_what_mail_programs_do_not_show_is_delivered(tmp_path: Path) -> None:
    path = tmp_path / "a.eml"
    path.write_bytes(TWO_SIDED)
    items = list(READER.read(path, "a.eml"))
    (row,) = next(
        item for item in items if isinstance(item, Records) and item.kind == "mail.message"
    ).columns.to_pylist()
    assert (row["body"], row["html_text"], row["links"]) == (
        "Please pay.",
        "Please pay here today",
        "https://other.example/pay?a=1&b=2",
    )
    assert row["headers"].split("\n") == [
        "Subject: second subject",
        "List-Id: <quay.example.org>",
        "preamble: hidden before",
        "epilogue: hidden after",
        "Content-Description: short form",
    ]
    assert {item.field for item in items if isinstance(item, Aside)} == {"MIME-Version", "Content-Type"}


def test_words_that_never_end_are_looked_through_once() -> None:
    """A subject of 4.8 MB took over 150 s: each word that begins was sought to the end of the header."""
    subject = "=?utf-8?q?a" * 436_000
    began = time.process_time()
    assert decode_words(subject) == subject
    assert time.process_time() - began < 10


@given(
    st.lists(
        st.tuples(st.text(max_size=12), st.sampled_from(["utf-8", "utf-16-le"]), st.booleans()), max_size=6
    )
)
def test_words_that_are_written_are_read(parts: list[tuple[str, str, bool]]) -> None:
    """Also where a letter is cut between two words of one charset."""
    written, wanted = [], ""
    for text, charset, cut in parts:
        data = text.encode(charset, "ignore")
        for piece in (data[:3], data[3:]) if cut else (data,):
            written.append(f"=?{charset}?B?{base64.b64encode(piece).decode()}?=")
        wanted += data.decode(charset)
    assume("\ufeff" not in wanted and "\0" not in wanted)
    assert decode_words(" ".join(written)) == wanted.strip()


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        ("سارة =?utf-8?q?x?=", "سارة x"),
        ("=?utf-8?b?!!!?= =?utf-8?q?a?=", "=?utf-8?b?!!!?= a"),
        ("=?utf-8*en?q?hi?=  =?utf-8?q?_there?=", "hi there"),
        ("a =?x?= b", "a =?x?= b"),
        ("=?utf-8?q?a?b?= c", "a?b c"),
    ],
)
def test_odd_words(raw: str, told: str) -> None:
    assert decode_words(raw) == told


@pytest.mark.parametrize(
    "header",
    ["Content-Type: text/plain", "Content-Disposition: attachment", "Content-Transfer-Encoding: 7bit"],
)
@pytest.mark.parametrize("unit", [";", "; a=b", '; a="', "; a*0=b"])
def test_parameters_without_end_are_cut_and_told(tmp_path: Path, header: str, unit: str) -> None:
    """A Content-Type of 800 kB took 11 to 16 s: it was looked through once for each semicolon."""
    head = f"From: a@b.example\r\nSubject: Kept\r\n{header}".encode()
    began = time.process_time()
    items = read(tmp_path, head + unit.encode() * (800_000 // len(unit)) + b"\r\n\r\nbody\r\n")
    assert time.process_time() - began < 3
    (row,) = rows(items, "mail.message")
    assert row["subject"] == "Kept"
    assert [item.code for item in items if isinstance(item, Problem)] == ["limit-reached"]


@pytest.mark.parametrize("given", ["a*=x; a*0=y", "name*=x; name*0=y; a", "boundary*=x; boundary*0*=y"])
def test_pieces_of_a_name_that_do_not_fit_together_lose_no_message(tmp_path: Path, given: str) -> None:
    """The standard library raised ``TypeError`` for them, and the message was lost."""
    for kind in ("text/plain", "multipart/mixed", "application/pdf"):
        data = (
            f"From: a@b.example\r\nSubject: Kept\r\nContent-Type: {kind}; {given}\r\n"
            f"Content-Disposition: inline; {given}\r\n\r\nbody\r\n"
        )
        (row,) = rows(read(tmp_path, data.encode()), "mail.message")
        assert row["subject"] == "Kept"


@pytest.mark.parametrize("sign", ["\n", "\r\n", "\x0b", "\x1c"])
def test_a_nested_message_with_a_header_broken_over_lines_is_kept(sign: str) -> None:
    inner = email.message_from_bytes(b"From: a@example.org\r\nSubject: x\r\n\r\nbody\r\n")
    inner.set_raw("Date", f"Tue, 30 Apr 2024{sign}\x00:00:00 +0300")
    made = as_bytes(inner)
    assert b"Date: Tue, 30 Apr 2024\n \x00:00:00 +0300" in made.replace(b"\r\n", b"\n")
    assert b"Subject: x" in made
    assert made.rstrip().endswith(b"body")
    assert [name for name, _ in email.message_from_bytes(made).items()] == ["From", "Subject", "Date"]


def test_lines_of_a_program_before_the_headers_cost_no_message(tmp_path: Path) -> None:
    items = read(
        tmp_path,
        (
            b"Loading rules ...\n\nReturn-Path: <a@example.com>\nFrom: a@example.com\nSubject: Sample\n"
            b"Date: Mon, 6 May 2024 10:00:00 +0300\n\nHello\n"
        ),
    )
    assert [row["subject"] for row in rows(items, "mail.message")] == ["Sample"]
    assert [(item.code, item.value, item.fields) for item in items if isinstance(item, Problem)] == [
        ("entry-unreadable", "Loading rules ...", 1)
    ]


def test_without_any_header_there_is_no_message(tmp_path: Path) -> None:
    items = read(tmp_path, b"nothing\nof\nthe\nkind\nat\nall\nFrom: a@example.com\n")
    assert [item.code for item in items if isinstance(item, Problem)] == ["document-damaged"]
