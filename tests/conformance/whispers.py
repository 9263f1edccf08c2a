"""A guard of these tests: files of whispers, in which lines that begin with ``!`` must never be stored."""

from collections.abc import Mapping
from typing import BinaryIO


class Whispers:
    """Drops lines of whispers, counted by the letter that follows their mark."""

    name = "whispers"
    version = 3

    def concerns(self, head: bytes, name: str) -> bool:
        return head.startswith(b"WHISPERS")

    def clean(self, given: BinaryIO, into: BinaryIO) -> Mapping[str, int]:
        went: dict[str, int] = {}
        for line in given:
            if line.startswith(b"!?"):
                raise ValueError(f"what is this: {line!r}")
            if line.startswith(b"!"):
                code = line[1:2].decode("latin-1")
                went[code] = went.get(code, 0) + 1
            else:
                into.write(line)
        return went

    def sample(self) -> tuple[bytes, str, tuple[bytes, ...]]:
        return (
            b"WHISPERS\nname;age\n!a zzqxhush\nSara;31\n!b zzqxstill\n!a zzqxmum\n",
            "whispers.txt",
            (b"zzqxhush", b"zzqxstill", b"zzqxmum"),
        )


GUARD = Whispers()
