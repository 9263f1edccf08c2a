"""Outlook messages. The containers are built here: sectors, directory and property streams."""

import struct
from pathlib import Path

from tahqiq.formats.outlook import READER
from tahqiq.formats.outlookprops import codec_of, windows_page
from tahqiq.formats.reader import Item, Member, Records
from tahqiq.model.account import Aside
from tahqiq.model.problem import Problem

from ..ole import Tree, compound


def text(pid: int, value: str) -> tuple[int, int, bytes]:
    return pid, 0x001F, value.encode("utf-16-le")


def binary(pid: int, value: bytes) -> tuple[int, int, bytes]:
    return pid, 0x0102, value


def storage(
    header: int,
    properties: list[tuple[int, int, bytes]],
    numbers: dict[int, int] | None = None,
    times: dict[int, int] | None = None,
) -> Tree:
    """Property streams of one object: variable ones in streams of their own, numbers and times in the
    property stream."""
    stream = bytes(header)
    tree: Tree = {}
    for pid, kind, value in properties:
        stream += struct.pack("<HHIQ", kind, pid, 6, len(value))
        tree[f"__substg1.0_{pid:04X}{kind:04X}"] = value
    for pid, number in (numbers or {}).items():
        stream += struct.pack("<HHIQ", 3, pid, 6, number)
    for pid, ticks in (times or {}).items():
        stream += struct.pack("<HHIQ", 0x40, pid, 6, ticks)
    tree["__properties_version1.0"] = stream
    return tree


def recipient(name: str, address: str, role: int) -> Tree:
    return storage(8, [text(0x3001, name), text(0x39FE, address)], {0x0C15: role})


TICKS = 133_590_204_000_000_000  # 2024-05-01 07:00:00 UTC in 100 ns since 1601

INNER = storage(24, [text(0x0037, "Inner"), text(0x1000, "inside"), text(0x0C1A, "Deep Sender")])
SAMPLE: Tree = {
    **storage(
        32,
        [
            text(0x0037, "كشف الشحنات"),
            text(0x1000, "First\r\nSecond"),
            text(0x0C1A, "علي حسن"),
            text(0x5D01, "ali@example.org"),
            text(0x1035, "<m1@example.org>"),
            text(
                0x007D,
                (
                    "Received: from a by b; Wed, 1 May 2024 10:00:03 +0300\r\nDate: Wed, 1 May 2024 "
                    "10:00:00 +0300\r\n\r\n"
                ),
            ),
        ],
        times={0x0039: TICKS},
    ),
    "__recip_version1.0_#00000000": recipient("Omar", "omar@example.org", 1),
    "__recip_version1.0_#00000001": recipient("Huda", "huda@example.org", 2),
    "__attach_version1.0_#00000000": storage(
        8, [text(0x3707, "list.csv"), binary(0x3701, b"a,b\n1,2\n")], {0x3705: 1}
    ),
    "__attach_version1.0_#00000001": {
        **storage(8, [text(0x3001, "Inner")], {0x3705: 5}),
        "__substg1.0_3701000D": INNER,
    },
}


def read(tmp_path: Path, data: bytes) -> list[Item]:
    path = tmp_path / "a.msg"
    path.write_bytes(data)
    return list(READER.read(path, "a.msg"))


def rows(items: list[Item], kind: str) -> list[dict[str, str]]:
    return [
        row
        for item in items
        if isinstance(item, Records) and item.kind == kind
        for row in item.columns.to_pylist()
    ]


def test_message_recipients_attachment_and_embedded_message(tmp_path: Path) -> None:
    items = read(tmp_path, compound(SAMPLE))
    outer, inner = rows(items, "mail.message")
    assert outer["subject"] == "كشف الشحنات"
    assert outer["body"] == "First\nSecond"
    assert outer["date"] == "2024-05-01T07:00:00+00:00"
    assert outer["date_text"] == "Wed, 1 May 2024 10:00:00 +0300"
    assert (outer["to"], outer["cc"]) == ("Omar <omar@example.org>", "Huda <huda@example.org>")
    assert outer["attachments"] == "list.csv\nInner"
    assert (inner["subject"], inner["body"], inner["from_name"]) == ("Inner", "inside", "Deep Sender")
    assert [(row["message"], row["role"], row["address"]) for row in rows(items, "mail.address")] == [
        ("1", "from", "ali@example.org"),
        ("1", "to", "omar@example.org"),
        ("1", "cc", "huda@example.org"),
        ("2", "from", None),
    ]
    assert [(item.path, item.data) for item in items if isinstance(item, Member)] == [
        ("list.csv", b"a,b\n1,2\n")
    ]


def test_html_body_when_there_is_no_plain_one(tmp_path: Path) -> None:
    tree = storage(32, [text(0x0037, "s"), binary(0x1013, "<p>سلام</p>".encode())], {0x3FDE: 65001})
    (message,) = rows(read(tmp_path, compound(tree)), "mail.message")
    assert (message["body"], message["body_from"]) == ("سلام", "html")


def test_cut_and_soiled_containers_never_raise(tmp_path: Path) -> None:
    whole = compound(SAMPLE)
    for cut in range(8, len(whole), 700):
        assert [item for item in read(tmp_path, whole[:cut]) if isinstance(item, Problem | Records)]
    soiled = bytearray(whole)
    for at in range(600, len(whole), 97):
        soiled[at] ^= 0x5A
    assert read(tmp_path, bytes(soiled))


def test_sniff() -> None:
    whole = compound(SAMPLE)
    assert READER.sniff(whole[:65536], "x").score > 0.9
    assert READER.sniff(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), "a.xls").score == 0


def test_texts_in_a_code_page_are_read_in_it(tmp_path: Path) -> None:
    eight = [(0x0037, 0x001E, "碼頭貨櫃".encode("cp950")), (0x1000, 0x001E, "星期五見面".encode("cp950"))]
    tree = {
        **storage(32, eight, {0x3FFD: 950}),
        "__recip_version1.0_#00000000": storage(8, [(0x3001, 0x001E, "王小明".encode("cp950"))], {0x0C15: 1}),
    }
    (message,) = rows(read(tmp_path, compound(tree)), "mail.message")
    assert (message["subject"], message["body"], message["to"]) == ("碼頭貨櫃", "星期五見面", "王小明")


def test_a_body_in_rich_text_alone_is_read(tmp_path: Path) -> None:
    rich = rb"{\rtf1\ansi\ansicpg1256 \htmlrtf0 {\fonttbl{\f0 Arial;}}see \'e3\'e4 \u1576?\par two}"
    packed = struct.pack("<IIII", len(rich) + 12, len(rich), 0x414C454D, 0) + rich
    (message,) = rows(
        read(tmp_path, compound(storage(32, [text(0x0037, "s"), binary(0x1009, packed)]))), "mail.message"
    )
    assert (message["body"], message["body_from"]) == ("see من ب\ntwo", "rtf")


def test_properties_without_a_column_are_delivered_by_name(tmp_path: Path) -> None:
    tree = storage(
        32, [text(0x0037, "s"), text(0x3FFA, "Rebin"), binary(0x300B, b"key")], {0x0017: 2, 0x3FDE: 65001}
    )
    items = read(tmp_path, compound(tree))
    (message,) = rows(items, "mail.message")
    assert message["headers"] == "Importance: 2\nLastModifierName: Rebin"
    assert "SearchKey" in {item.field for item in items if isinstance(item, Aside)}


def test_a_page_of_the_internet_is_not_the_page_of_the_texts() -> None:
    """Japanese Outlook names ISO-2022-JP for sending and keeps its texts in the code page of Windows."""
    title = "日本語タイトル"
    for internet in (50220, 50221, 50222, 51932):
        assert title.encode("cp932").decode(codec_of(windows_page(internet)) or "ascii") == title
    assert windows_page(65001) == 65001
