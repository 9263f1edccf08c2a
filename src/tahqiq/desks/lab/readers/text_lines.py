"""Text files line by line, however large: the bytes are decoded as they come."""

import codecs
from collections.abc import Iterator
from pathlib import Path

LONGEST_LINE = 1 << 22
_DOS_END = b"\x1a"
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def lines(path: Path) -> Iterator[str]:
    """The lines without their ends. UTF-8, or UTF-16 with its mark; a line that is no UTF-8 is read as
    Windows-1252 (what instruments of the time wrote), so that no byte is lost. Lines end as on any system,
    also with a carriage return alone; the sign 0x1A by itself is how DOS ends a file, not a line."""
    with path.open("rb") as file:
        head = file.read(4)
        file.seek(0)
        mark = next((name for bom, name in _MARKS if head.startswith(bom)), "")
        if mark == "utf-16":
            with path.open(encoding="utf-16", errors="replace") as text:
                for line in text:
                    yield line.rstrip("\r\n")
            return
        while raw := file.readline(LONGEST_LINE):
            if mark and raw.startswith(codecs.BOM_UTF8):
                raw = raw[3:]
            for part in raw.rstrip(b"\r\n").split(b"\r"):
                if part.strip() == _DOS_END:
                    continue
                try:
                    yield part.decode()
                except UnicodeDecodeError:
                    yield part.decode("cp1252", "replace")
