"""Records of the old binary workbook (XLS, [MS-XLS] 2.1.4) that hold text beside the cells: comments, text
boxes, page headers and footers."""

import struct
from collections.abc import Iterator

from olefile import OleFileIO  # type: ignore[import-untyped]

from tahqiq.formats.xlsx_marks import column_letters

_NOTE, _TXO, _OBJ, _CONTINUE, _HEADER, _FOOTER = 0x1C, 0x1B6, 0x5D, 0x3C, 0x14, 0x15


def biff_records(container: OleFileIO) -> Iterator[tuple[int, bytes]]:
    """``(number, content)`` of each record of the workbook stream."""
    name = _stream(container)
    data = container.openstream(name).read() if name else b""
    at = 0
    while at + 4 <= len(data):
        kind, size = struct.unpack_from("<HH", data, at)
        yield kind, data[at + 4 : at + 4 + size]
        at += 4 + size


def biff_texts(container: OleFileIO) -> list[tuple[str | None, str | None, str]]:
    """``(at, author, text)``: the cell of a comment, "oddHeader" or "oddFooter", None for a text box."""
    old = _stream(container).lower() == "book"
    boxes: dict[int, str] = {}
    found: list[tuple[str | None, str | None, str]] = []
    drawn = wanted = 0
    for kind, data in biff_records(container):
        if wanted and kind == _CONTINUE and data:
            boxes[drawn] = boxes.get(drawn, "") + _chars(data[1:], data[0] & 1, wanted)
            wanted = 0
        elif kind == _OBJ and len(data) >= 8 and not old:
            drawn = struct.unpack_from("<H", data, 6)[0]
            if drawn in boxes:
                found.append((None, None, boxes.pop(drawn)))
        elif kind == _TXO and len(data) >= 12:
            wanted = struct.unpack_from("<H", data, 10)[0]
        elif kind in (_HEADER, _FOOTER) and len(data) > 3:
            text = (
                _chars(data[3:], data[2] & 1, struct.unpack_from("<H", data)[0])
                if not old
                else data[1:].decode("cp1252", "replace")
            )
            found.append(("oddHeader" if kind == _HEADER else "oddFooter", None, text))
        elif kind == _NOTE and len(data) > 6:
            row, column, _, third = struct.unpack_from("<HHHH", data.ljust(8, b"\0"))
            at = f"{column_letters(column + 1)}{row + 1}"
            if old:
                found.append((at, None, data[6:].decode("cp1252", "replace")))
            else:
                author = (
                    _chars(data[11:], data[10] & 1, struct.unpack_from("<H", data, 8)[0])
                    if len(data) > 11
                    else ""
                )
                found.append((at, author or None, boxes.pop(third, "")))
    return [*found, *((None, None, text) for text in boxes.values())]


def _stream(container: OleFileIO) -> str:
    return next((name for name in ("Workbook", "Book", "WORKBOOK", "BOOK") if container.exists(name)), "")


def _chars(data: bytes, wide: int, count: int) -> str:
    return data[: 2 * count].decode("utf-16-le", "replace") if wide else data[:count].decode("latin-1")
