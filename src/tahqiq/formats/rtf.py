"""Rich text as Outlook keeps it: decompressing ([MS-OXRTFCP]) and reading what it says ([MS-OXRTFEX] for HTML
packed into it).

Only the text is read, never an object or a field. Bytes outside ASCII are read in the code page that the text
names.
"""

import re
import struct
from dataclasses import dataclass, field

from tahqiq.formats.html import visible

_START = (
    b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern "
    b"\\fscript \\fdecor MS Sans SerifSymbolArialTimes New Roman"
    b"Courier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx"
)
"""What the dictionary of the compression holds before the first byte (section 2.1.3.1 of the standard)."""
_WINDOW = 4096
_MOST = 64 << 20
_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,10})?[ ]?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|([^\\{}]+)", re.S
)
_UNSEEN = frozenset(
    [
        "fonttbl",
        "colortbl",
        "stylesheet",
        "info",
        "pict",
        "object",
        "themedata",
        "datastore",
        "listtable",
        "listoverridetable",
        "rsidtbl",
        "generator",
        "xmlnstbl",
        "fldinst",
        "mhtmltag",
        "latentstyles",
        "pntext",
        "bkmkstart",
        "bkmkend",
    ]
)
_BREAKS = {
    "par": "\n",
    "line": "\n",
    "tab": "\t",
    "cell": "\t",
    "row": "\n",
    "emdash": "—",
    "endash": "–",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
    "bullet": "•",
}
_CODECS = {932: "cp932", 936: "gb18030", 949: "cp949", 950: "cp950", 65001: "utf-8"}


def decompress(data: bytes) -> bytes:
    """The RTF inside a ``PidTagRtfCompressed`` value. Raises ``ValueError`` for what is no such value.

    >>> decompress(struct.pack("<IIII", 17, 5, 0x414C454D, 0) + b"hello")
    b'hello'
    """
    if len(data) < 16:
        raise ValueError("no header of compressed RTF")
    _, raw, kind, _ = struct.unpack("<IIII", data[:16])
    if raw > _MOST:
        raise ValueError("compressed RTF of more than 64 MB")
    if kind == 0x414C454D:  # MELA: not compressed
        return data[16 : 16 + raw]
    if kind != 0x75465A4C:  # LZFu
        raise ValueError("no compressed RTF")
    window = bytearray(_START.ljust(_WINDOW, b"\x00"))
    write, out, at = len(_START), bytearray(), 16
    while at < len(data):
        control, at = data[at], at + 1
        for bit in range(8):
            if at >= len(data):
                return bytes(out[:raw])
            if control >> bit & 1:
                pair = int.from_bytes(data[at : at + 2], "big")
                at += 2
                offset, length = pair >> 4, (pair & 15) + 2
                if offset == write:
                    return bytes(out[:raw])
                for step in range(length):
                    byte = window[(offset + step) % _WINDOW]
                    out.append(byte)
                    window[write] = byte
                    write = (write + 1) % _WINDOW
            else:
                out.append(data[at])
                window[write] = data[at]
                write, at = (write + 1) % _WINDOW, at + 1
        if len(out) > _MOST:
            raise ValueError("compressed RTF of more than 64 MB")
    return bytes(out[:raw])


@dataclass(slots=True)
class _State:
    unseen: bool = False
    tag: bool = False
    rtf_only: bool = False
    skip: int = 1


@dataclass(slots=True)
class _Reading:
    out: list[str] = field(default_factory=list)
    held: bytearray = field(default_factory=bytearray)
    codec: str = "cp1252"
    html: bool = False
    to_skip: int = 0

    def flush(self) -> None:
        if self.held:
            self.out.append(bytes(self.held).decode(self.codec, "replace"))
            self.held.clear()

    def put(self, text: str) -> None:
        self.flush()
        self.out.append(text)


def text_of(rtf: bytes) -> str:
    r"""What a piece of RTF says; of HTML packed into RTF the visible text.

    >>> text_of(rb"{\rtf1\ansi\ansicpg1252 caf\'e9\par two}")
    'café\ntwo'
    """
    reading, state, stack = _Reading(), _State(), list[_State]()
    for match in _TOKEN.finditer(rtf):
        word, number, coded, sign, brace, plain = match.groups()
        if brace == b"{":
            reading.flush()
            stack.append(state)
            state = _State(state.unseen, False, state.rtf_only, state.skip)
        elif brace == b"}":
            reading.flush()
            state = stack.pop() if stack else _State()
        elif word:
            _word(reading, state, word.decode("ascii"), int(number) if number else None)
        elif sign and sign == b"*":
            state.unseen = True
        elif not state.unseen or state.tag:
            _letters(reading, state, coded, sign, plain)
    reading.flush()
    found = "".join(reading.out)
    return visible(found).text if reading.html else found.strip()


def _letters(
    reading: _Reading, state: _State, coded: bytes | None, sign: bytes | None, plain: bytes | None
) -> None:
    if state.rtf_only and not state.tag:
        return
    if coded is not None:
        if reading.to_skip:
            reading.to_skip -= 1
        else:
            reading.held.append(int(coded, 16))
    elif sign is not None:
        reading.put(
            {b"~": "\u00a0", b"-": "", b"_": "\u2011", b"\n": "\n", b"\r": ""}.get(
                sign, sign.decode("ascii", "replace")
            )
        )
    elif plain is not None:
        clean = plain.replace(b"\r", b"").replace(b"\n", b"")
        reading.held += clean[reading.to_skip :]
        reading.to_skip = max(0, reading.to_skip - len(clean))


def _word(reading: _Reading, state: _State, word: str, number: int | None) -> None:
    if word == "ansicpg" and number is not None:
        reading.codec = _codec(number)
    elif word == "fromhtml":
        reading.html = True
    elif word == "htmltag":
        state.tag, state.unseen = True, False
    elif word == "htmlrtf":
        state.rtf_only = number != 0
    elif word in _UNSEEN:
        state.unseen = True
    elif word == "uc" and number is not None:
        state.skip = number
    elif state.unseen or (state.rtf_only and not state.tag):
        return
    elif word == "u" and number is not None:
        code = number % 0x10000
        reading.put(chr(code) if not 0xD800 <= code < 0xE000 else "\ufffd")
        reading.to_skip = state.skip
    elif word in _BREAKS:
        reading.put(_BREAKS[word])


def _codec(number: int) -> str:
    name = _CODECS.get(number, f"cp{number}")
    try:
        "".encode(name)
    except LookupError:
        return "cp1252"
    return name


__all__ = ["decompress", "text_of"]
