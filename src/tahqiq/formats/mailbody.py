"""Bodies, attachments and headers of the parts of one message (RFC 2045–2047, 2183, 2231).

Of alternatives the plain text is the body; an HTML text that says more than it comes beside it. Where a link
leads to is kept, since the words of a page may say another thing. Headers of parts that say how the part is
packed are set aside; any other is delivered.
"""

import base64
import re
from copy import deepcopy
from email import policy
from email.errors import HeaderParseError
from email.message import Message
from email.utils import collapse_rfc2231_value

from tahqiq.formats.base import DAMAGE
from tahqiq.formats.html import declared_charset, visible
from tahqiq.formats.mailwords import decode_words
from tahqiq.formats.reader import Member
from tahqiq.formats.rows import Rows
from tahqiq.formats.text_encoding import decode
from tahqiq.model.account import REPEATED, TECHNICAL
from tahqiq.model.place import Place
from tahqiq.model.problem import Problem

MAX_PARTS = 2_000
PACKING = frozenset(
    [
        "mime-version",
        "content-type",
        "content-transfer-encoding",
        "content-disposition",
        "content-id",
        "content-length",
        "lines",
        "x-attachment-id",
    ]
)
"""Headers that say how a part is packed: what they name (a file, a charset) was used or stands with the
attachment."""
_LINK = re.compile(r"""(?:href|src|action)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+))""", re.I)


def links_of(markup: str) -> list[str]:
    """The addresses that a piece of HTML leads to or loads, without those inside the message itself.

    >>> links_of('<a href="https://x.example/a?b=1&amp;c">x</a><img src=cid:1>')
    ['https://x.example/a?b=1&c']
    """
    found = (
        next(filter(None, match.groups()), "").strip().replace("&amp;", "&")
        for match in _LINK.finditer(markup)
    )
    return [one for one in dict.fromkeys(found) if one and not one.lower().startswith(("cid:", "#", "data:"))]


class Content:
    """Bodies, attachments and further headers of one message."""

    def __init__(self, place: Place, rows: Rows) -> None:
        self._place = place
        self._rows = rows
        self._plain: list[str] = []
        self._html: list[str] = []
        self._count = 0
        self.members: list[Member] = []
        self.headers: list[str] = []

    def add(self, plain: str | None, markup: str | None) -> None:
        """Bodies that are at hand already."""
        self._plain += [plain] if plain else []
        self._html += [markup] if markup else []

    def body(self) -> tuple[str | None, str | None]:
        """The text and where it is from."""
        plain = "\n".join(text.strip("\r\n") for text in self._plain if text.strip())
        if plain:
            return plain.replace("\r\n", "\n"), "text"
        html = "\n".join(visible(markup).text for markup in self._html)
        return (html, "html") if html.strip() else (None, None)

    def beside(self) -> str | None:
        """The HTML text where the body is plain text and does not say the same; None otherwise."""
        plain = "\n".join(self._plain)
        if not plain.strip() or not self._html:
            return None
        html = "\n".join(visible(markup).text for markup in self._html)
        said = set(re.findall(r"\w+", plain.lower()))
        more = [word for word in re.findall(r"\w+", html.lower()) if word not in said]
        if more:
            return html
        if html.strip():
            self._rows.aside("text/html", self._place, REPEATED)
        return None

    def links(self) -> str | None:
        """Where links of HTML texts lead to, one a line."""
        return "\n".join(dict.fromkeys(link for markup in self._html for link in links_of(markup))) or None

    def walk(self, part: "Message[str, str]", top: bool = True) -> None:
        """Takes up a part and what is below it, at most ``MAX_PARTS`` in all."""
        self._count += 1
        if self._count > MAX_PARTS:
            if self._count == MAX_PARTS + 1:
                self._rows.tell(Problem("limit-reached", self._place, params={"limit": f"{MAX_PARTS} parts"}))
            return
        if not top:
            self._part_headers(part)
        kind = part.get_content_type()
        if kind == "message/rfc822" and part.is_multipart():
            self._nested(part)
        elif kind.startswith("message/"):  # delivery reports, fragments: kept whole
            self._attach(
                _filename(part) or f"{kind.partition('/')[2]}-{len(self.members) + 1}.txt", as_bytes(part)
            )
        elif part.is_multipart():
            self._around(part)
            for child in part.get_payload():
                if isinstance(child, Message):
                    self.walk(child, top=False)
        elif kind in ("text/plain", "text/html") and not _is_attached(part):
            (self._plain if kind == "text/plain" else self._html).append(self._text(part, kind))
        else:
            self._attach(_filename(part) or f"attachment-{len(self.members) + 1}", _payload(part))

    def _part_headers(self, part: "Message[str, str]") -> None:
        for name, raw in part.raw_items():
            if name.lower() in PACKING:
                self._rows.aside(name, self._place, TECHNICAL)
            elif text := decode_words(str(raw)):
                self.headers.append(f"{name}: {text}")

    def _around(self, part: "Message[str, str]") -> None:
        """What stands before the first and after the last part, where mail programs do not show it."""
        for name, text in (("preamble", part.preamble), ("epilogue", part.epilogue)):
            if text and text.strip():
                self.headers.append(f"{name}: {text.strip()}")

    def _nested(self, part: "Message[str, str]") -> None:
        children = part.get_payload()
        inner = children[0] if isinstance(children, list) and children else None
        if isinstance(inner, Message):
            name = (
                _filename(part)
                or decode_words(str(inner.get("Subject") or ""))
                or f"message-{len(self.members) + 1}"
            )
            self._attach(name if name.lower().endswith(".eml") else f"{name}.eml", as_bytes(inner))

    def _attach(self, name: str, data: bytes | None) -> None:
        if data is None:
            self._rows.tell(
                Problem("attachment-damaged", self._place, params={"name": name, "reason": "base64"})
            )
        elif len(self.members) < self._rows.limits.max_members:
            self.members.append(Member(name, data, self._place))

    def _text(self, part: "Message[str, str]", kind: str) -> str:
        data = _payload(part) or b""
        charset = part.get_param("charset")
        declared = collapse_rfc2231_value(charset) if charset else None
        if declared is None and kind == "text/html":
            declared = declared_charset(data)
        decoded = decode(data, declared)
        if decoded.problem is not None:
            self._rows.tell(Problem(decoded.problem.code, self._place, "body", params=decoded.problem.params))
        return decoded.text


def _is_attached(part: "Message[str, str]") -> bool:
    return (part.get_content_disposition() == "attachment") or bool(_filename(part))


def _filename(part: "Message[str, str]") -> str | None:
    try:
        name = part.get_filename()
    except DAMAGE:
        return None
    return decode_words(name) if name else None


def _payload(part: "Message[str, str]") -> bytes | None:
    """The decoded content; base64 that is cut or soiled gives what can be decoded, None when nothing can."""
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes):
        return None
    if (
        str(part.get("content-transfer-encoding", "")).strip().lower() == "base64"
        and re.search(rb"[^\s\x20-\x7e]", payload) is None
    ):
        raw = part.get_payload()
        if isinstance(raw, str) and payload == raw.encode(
            "ascii", "surrogateescape"
        ):  # the parser gave up and returned it as it stood
            return _lenient_base64(raw)
    return payload


def _lenient_base64(raw: str) -> bytes | None:
    letters = re.sub(r"[^A-Za-z0-9+/]", "", raw)
    usable = letters[: len(letters) // 4 * 4]
    return base64.b64decode(usable) if usable else None


def as_bytes(message: "Message[str, str]") -> bytes:
    """A nested message as it stood (the standard library keeps headers and bodies; only the line ends may
    differ)."""
    plain = policy.compat32.clone(max_line_length=0)
    try:
        return message.as_bytes(policy=plain)
    except HeaderParseError:  # a broken line in a header would begin another one
        mended = deepcopy(message)
        for part in mended.walk():
            headers = list(part.raw_items())
            for name in {name for name, _ in headers}:
                del part[name]
            for name, value in headers:
                part.set_raw(
                    name,
                    "\n".join(
                        line if not at or line[:1] in (" ", "\t") else f" {line}"
                        for at, line in enumerate(str(value).splitlines())
                    ),
                )
        return mended.as_bytes(policy=plain)
