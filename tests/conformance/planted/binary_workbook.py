"""The old binary workbook (BIFF8 in a compound file, [MS-XLS]), written record by record: cells, a hidden
sheet, comments, a text box, lines of the page, a name, properties."""

import struct

from tests.ole import compound

from . import Planter, Tokens

HEAD = ("Name", "Phone", "Shoe")
GLOBALS, SHEET = 0x05, 0x10
NOTE_BOX, TEXT_BOX = 0x19, 0x06


def record(kind: int, content: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def wide(text: str) -> bytes:
    """A text with its length in two bytes, in one byte for each sign."""
    return struct.pack("<HB", len(text), 0) + text.encode("latin-1")


def beginning(what: int) -> bytes:
    return record(0x0809, struct.pack("<HHHHII", 0x0600, what, 0x0DBB, 0x07CC, 0x41, 6))


def drawn(number: int, what: int, text: str) -> bytes:
    """An object of the drawing with its text: OBJ, TXO and the two records that go on."""
    common = struct.pack("<HHHHH", 0x15, 0x12, what, number, 0x4011) + bytes(12) + bytes(4)
    runs = struct.pack("<HHIHHI", 0, 0, 0, len(text), 0, 0)
    return (
        record(0x5D, common)
        + record(0x1B6, struct.pack("<HHHHHHHI", 0x0212, 0, 0, 0, 0, len(text), len(runs), 0))
        + record(0x3C, b"\0" + text.encode("latin-1"))
        + record(0x3C, runs)
    )


def note(row: int, column: int, number: int, author: str) -> bytes:
    return record(0x1C, struct.pack("<HHHH", row, column, 0, number) + wide(author) + b"\0")


def sheet(rows: list[tuple[str, ...]], shared: list[str], more: bytes = b"") -> bytes:
    """A sheet whose texts stand in the shared table; the last of each row as a text of its own."""
    cells = b""
    for at, row in enumerate(rows):
        for column, text in enumerate(row[:-1]):
            shared.append(text)
            cells += record(0xFD, struct.pack("<HHHI", at, column, 15, len(shared) - 1))
        cells += record(0x0204, struct.pack("<HHH", at, len(row) - 1, 15) + wide(row[-1]))
    size = record(0x0200, struct.pack("<IIHHH", 0, len(rows), 0, len(rows[0]), 0))
    return beginning(SHEET) + size + more + cells + record(0x0A)


def properties(values: dict[int, str]) -> bytes:
    """A property set of text values ([MS-OLEPS])."""
    body, places, at = b"", b"", 8 + 8 * len(values)
    for number, text in values.items():
        raw = text.encode("latin-1") + b"\0"
        piece = struct.pack("<II", 0x1E, len(raw)) + raw + b"\0" * (-len(raw) % 4)
        places += struct.pack("<II", number, at)
        body, at = body + piece, at + len(piece)
    section = struct.pack("<II", 8 + len(places) + len(body), len(values)) + places + body
    summary = bytes.fromhex("e0859ff2f94f6810ab9108002b27b3d9")
    return (
        struct.pack("<HHI", 0xFFFE, 0, 0x20006)
        + bytes(16)
        + struct.pack("<I", 1)
        + summary
        + struct.pack("<I", 48)
        + section
    )


def binary_workbook(tokens: Tokens) -> tuple[str, bytes]:
    shared: list[str] = []
    page = record(0x14, wide(f"&C{tokens('page header')}")) + record(0x15, wide(f"&L{tokens('page footer')}"))
    boxes = drawn(1, NOTE_BOX, tokens("comment")) + drawn(2, TEXT_BOX, tokens("text box"))
    first = sheet(
        [
            HEAD,
            (tokens("Name", "Karim Zaki Plum"), tokens("Phone", "+9647431110001"), tokens("Shoe")),
            ("Sara Omar", "07431110002", "38"),
            ("Nour Omar", "07431110005", "39"),
        ],
        shared,
        page + boxes + note(1, 0, 1, tokens("author")),
    )
    hidden = sheet(
        [
            HEAD,
            (tokens("Name", "Nour Zaki Plum"), "07431110003", tokens("Shoe")),
            ("Ali Omar", "07431110004", "40"),
        ],
        shared,
    )
    names = [tokens("sheet name"), "Hidden"]
    called = tokens("name of cells").encode("latin-1")
    name = record(0x18, struct.pack("<HBBHHHBBBB", 0, 0, len(called), 0, 0, 0, 0, 0, 0, 0) + b"\0" + called)
    strings = struct.pack("<II", len(shared), len(shared)) + b"".join(map(wide, shared))

    def opening(places: list[int]) -> bytes:
        sheets = b"".join(
            record(
                0x85,
                struct.pack("<IBBBB", place, int(title == "Hidden"), 0, len(title), 0)
                + title.encode("latin-1"),
            )
            for place, title in zip(places, names, strict=True)
        )
        return (
            beginning(GLOBALS)
            + record(0x42, struct.pack("<H", 1200))
            + sheets
            + name
            + record(0xFC, strings)
            + record(0x0A)
        )

    start = len(opening([0, 0]))
    book = opening([start, start + len(first)]) + first + hidden
    assert len(book) < 4096, "a stream of this size stands elsewhere in the container"
    told = properties(
        {
            2: tokens("title"),
            4: tokens("author of the file"),
            5: tokens("keywords"),
            6: tokens("comments of the file"),
        }
    )
    return "book.xls", compound({"Workbook": book, "\x05SummaryInformation": told})


PLANTERS: dict[str, Planter] = {"spreadsheet-xls": binary_workbook}
