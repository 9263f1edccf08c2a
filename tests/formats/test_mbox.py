"""Mailboxes: message N is row N."""

from pathlib import Path

from tahqiq.formats.mbox import READER
from tahqiq.formats.reader import Item, Limits, Member, Records
from tahqiq.model.problem import Problem

BOX = b"""From ali@example.org Wed May  1 10:00:00 2024
From: ali@example.org
To: omar@example.org
Subject: one

Body one
>From here it is quoted
From the middle of a paragraph it is not a separator

From omar@example.org Wed May  1 11:00:00 2024

no header here at all

From MAILER-DAEMON Wed May  1 12:00:00 2024
From: c@example.org
To: d@example.org
Subject: three
Content-Disposition: attachment; filename=a.txt

file
"""


def read(tmp_path: Path, data: bytes, limits: Limits | None = None) -> list[Item]:
    path = tmp_path / "a.mbox"
    path.write_bytes(data)
    return list(READER.read(path, "a.mbox", limits or Limits()))


def test_rows_are_message_numbers_and_counts_balance(tmp_path: Path) -> None:
    items = read(tmp_path, BOX)
    messages = [item for item in items if isinstance(item, Records) and item.kind == "mail.message"]
    assert [row for item in messages for row in item.rows.tolist()] == [1, 3]
    values = messages[0].columns.to_pydict()
    assert values["subject"] == ["one", "three"]
    assert (
        values["body"][0]
        == "Body one\nFrom here it is quoted\nFrom the middle of a paragraph it is not a separator"
    )
    assert [(item.code, item.place.row, item.records) for item in items if isinstance(item, Problem)] == [
        ("entry-unreadable", 2, 1)
    ]
    assert [(item.path, item.place.row) for item in items if isinstance(item, Member)] == [("a.txt", 3)]


def test_address_rows_run_over_the_whole_file(tmp_path: Path) -> None:
    addresses = [
        item for item in read(tmp_path, BOX) if isinstance(item, Records) and item.kind == "mail.address"
    ]
    assert [row for item in addresses for row in item.rows.tolist()] == [1, 2, 3, 4]
    assert addresses[0].columns.to_pydict()["message"] == ["1", "1", "3", "3"]


def test_a_message_over_the_limit_is_one_problem(tmp_path: Path) -> None:
    items = read(tmp_path, BOX, Limits(max_member_bytes=100))
    assert next((item.code, item.place.row) for item in items if isinstance(item, Problem)) == (
        "limit-reached",
        1,
    )


def test_sniff_wants_a_separator_and_a_header() -> None:
    assert READER.sniff(BOX, "x").score > 0.9
    assert READER.sniff(b"From here on\nprose follows\n", "x.mbox").score == 0


INSIDE = b"""From ali@example.org Wed May  1 10:00:00 2024
From: ali@example.org
Subject: one

From my point of view at 12:30 this is text.

From now on
we meet at the quay.

From there

From omar@example.org Wed May  1 11:00:00 2024
From: omar@example.org
Subject: two
Content-Length: 111

Forwarded:

From x@example.org Wed May  1 09:00:00 2024
From: x@example.org
Subject: inside

>From as it stood

From mona@example.org Wed May  1 12:00:00 2024
From: mona@example.org
Subject: three
Content-Length: 9999

end
"""


def test_a_line_that_begins_with_from_is_text_unless_a_message_follows(tmp_path: Path) -> None:
    items = read(tmp_path, INSIDE)
    values = next(
        item for item in items if isinstance(item, Records) and item.kind == "mail.message"
    ).columns.to_pydict()
    assert values["subject"] == ["one", "two", "three"]
    assert "From my point of view at 12:30 this is text.\n\nFrom now on" in values["body"][0]
    assert "From x@example.org Wed May  1 09:00:00 2024" in values["body"][1]
    assert values["body"][1].endswith(">From as it stood")
    assert values["envelope"][0] == "ali@example.org Wed May  1 10:00:00 2024"
    assert not [item for item in items if isinstance(item, Problem)]
