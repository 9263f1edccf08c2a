"""The mark of an export: what it begins as is hashed, and the hash goes along in the file, so that the file
is known again when it is read here (docs/decisions/0130). The mark proves nothing: anybody can write one."""

import hashlib
import re
from pathlib import Path

MARK = "TAHQIQ-EXPORT-"
LOOKED = 64 << 10
"""How many bytes at each end of a file are looked through for the mark."""
_CARRIED = re.compile(MARK.encode() + rb"([0-9a-f]{32})\b")
_BUNDLE = re.compile(rb'"tahqiq_bundle": *\d')
_END = b"PK\x05\x06"


def mark_export(path: Path) -> tuple[str, str]:
    """Mark a file that leaves; its id (32 hex digits of the hash of its content without the mark) and the
    SHA-256 of it as it leaves. The mark stands at the end, where programs leave it alone: a comment of XML or
    of an archive, behind a PDF. A table of text or JSON holds none, and is known by its hash alone."""
    whole = sha256_of(path)
    identity = whole[:32]
    mark = f"{MARK}{identity}"
    with path.open("r+b") as file:
        head = file.read(512)
        size = file.seek(0, 2)
        if head.startswith(b"PK\x03\x04"):
            _comment(path, mark.encode())
        elif head.startswith(b"%PDF"):
            file.write(f"\n%{mark}\n".encode())
        elif head.startswith(b"\xff\xfe<\0") and size % 2 == 0:
            file.write(f"<!-- {mark} -->\r\n".encode("utf-16-le"))
        elif head.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"<":
            file.write(f"<!-- {mark} -->\n".encode())
        else:
            return identity, whole
    return identity, sha256_of(path)


def carried(path: Path) -> str | None:
    """The id in the mark of a file; "" for a signed bundle, which says what it is without a mark; None where
    nothing says that it is an export."""
    with path.open("rb") as file:
        head = file.read(LOOKED)
        file.seek(max(0, file.seek(0, 2) - LOOKED))
        tail = file.read()
    for part in (tail, head):
        if found := _CARRIED.search(part) or _CARRIED.search(part.replace(b"\0", b"")):
            return found[1].decode()
    return "" if head.startswith(b"PK\x03\x04") and _BUNDLE.search(tail) else None


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file, in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _comment(path: Path, mark: bytes) -> None:
    """Add to the comment of an archive; one whose end is not found stays as it is."""
    with path.open("r+b") as file:
        start = max(0, file.seek(0, 2) - LOOKED)
        file.seek(start)
        tail = file.read()
        at = tail.rfind(_END)
        if at < 0 or len(tail) - at < 22:
            return
        told = tail[at + 22 :]
        comment = told + b" " * bool(told) + mark
        file.seek(start + at + 20)
        file.write(len(comment).to_bytes(2, "little") + comment)
