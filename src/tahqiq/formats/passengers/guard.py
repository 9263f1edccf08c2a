"""Takes out of messages of airlines what may not be kept, before they are sealed: services and texts that the
list names, titles of belief, card numbers.

What goes leaves a hole: the tag of its segment stays, so that counts and places still fit. What was cleaned
is looked at once more; if anything is left, the file stays out.
"""

import html
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import BinaryIO

from tahqiq.formats.edifact.messages import Reading
from tahqiq.formats.edifact.segments import Segment
from tahqiq.formats.passengers.reader import MOST, is_xml, sniff
from tahqiq.formats.passengers.sensitive import in_code, in_text, sensitive, terms, title_dropped
from tahqiq.formats.sniff import encoding

_CARD = re.compile(r"\d{12,19}")
_SERVICE = re.compile(r"<((?:\w+:)?SSR)\b([^>]*?)(?:/>|>(.*?)</\1\s*>)", re.DOTALL)
_TEXT = re.compile(
    r"<((?:\w+:)?(?:OSI|OtherServiceInformation|Remark|GenRemark|Text|TEXT))\b([^>]*)>(.*?)</\1\s*>",
    re.DOTALL,
)
_SSR_CODE = re.compile(r"""SSR_?Code\s*=\s*["']\s*(\w{4})""")
_ACCOUNT = re.compile(r"""(AccountNbr\s*=\s*["'])([^"']*)""")
_OUTSIDE = re.compile(r"[^\r\n]+")
Cut = tuple[int, int, bytes, str]
"""From, to (offsets in the file, in bytes), what stands there instead, and the code that is counted ("" for
what is counted already)."""


class PassengersGuard:
    """The guard of the passengers desk (``tahqiq.guards``)."""

    name = "passengers"

    @property
    def version(self) -> int:
        """That of the list."""
        return terms().version

    def concerns(self, head: bytes, name: str) -> bool:
        """Whether the reader of such messages recognises the file."""
        return sniff(head, name).score > 0

    def clean(self, given: BinaryIO, into: BinaryIO) -> Mapping[str, int]:
        """Copy what may be kept. Raises ``ValueError`` where something would be left, or the file is too
        large to be looked at whole."""
        data = given.read(MOST + 1)
        if len(data) > MOST:
            raise ValueError("too large")
        cleaned, dropped = without(data)
        if cleaned != data and without(cleaned)[1]:
            raise ValueError("something would be left")
        into.write(cleaned)
        return dropped

    def sample(self) -> tuple[bytes, str, tuple[bytes, ...]]:
        """An invented booking."""
        lines = (
            "UNB+IATA:1+ZZ+PIU+260401:0600+7",
            "UNH+1+PNRGOV:13:1:IA",
            "MSG+:22",
            "TVL+010426:0930:010426:1215+IST+BGW+ZZ+410",
            "EQN+1",
            "SRC",
            "RCI+ZZ:SMP4L1::250326:1010",
            "SSR+MOML:HK:1:ZZ:::::PLANTEDMEAL",
            "IFT+4:28::ZZ+NEEDS A WHEELCHAIR PLANTEDNEED",
            "TIF+SAMPLE+JOHN REV:A:1",
            "TKT+99:T:1",
            "FOP+CC::10:VI:4111111111119876:0128",
            "TVL+010426:0930:010426:1215+IST+BGW+ZZ+410:Y",
            "UNT+13+1",
            "UNZ+1+7",
        )
        return (
            "'\r\n".join((*lines, "")).encode(),
            "sample.edi",
            (b"PLANTEDMEAL", b"PLANTEDNEED", b" REV", b"411111111111"),
        )


def without(data: bytes) -> tuple[bytes, dict[str, int]]:
    """The bytes of a file without what may not be kept, and how often each code went.

    >>> without(b"UNB+UNOA:1+A+B+1'UNH+1+PNRGOV:13:1:IA'SSR+MOML:HK'UNT+3+1'")
    (b"UNB+UNOA:1+A+B+1'UNH+1+PNRGOV:13:1:IA'SSR'UNT+3+1'", {'SSR-MOML': 1})
    """
    if is_xml(data[:8_192]):
        codec = encoding(data[:65_536]).codec
        text, dropped = _without_xml(data.decode(codec, "surrogateescape" if codec == "utf-8" else "strict"))
        return (
            (text.encode(codec, "surrogateescape" if codec == "utf-8" else "strict"), dropped)
            if dropped
            else (data, {})
        )
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        cleaned, dropped = without(data.decode("utf-16", "replace").encode())
        return (cleaned.decode().encode("utf-16"), dropped) if dropped else (data, {})
    cuts = sorted(_cuts(data), key=lambda cut: cut[0])
    kept, at, counted = [], 0, Counter[str]()
    for begin, end, instead, code in cuts:
        if begin < at:
            continue
        kept += [data[at:begin], instead]
        at = end
        if code:
            counted[code] += 1
    return b"".join([*kept, data[at:]]), dict(counted)


def _cuts(data: bytes) -> Iterator[Cut]:
    reading = Reading(data)
    offset = reading.plain.offset
    for message in reading.messages():
        for segment in message.body:
            found = sensitive(segment) or (in_text(segment.raw) if segment.lost else None)
            end = offset(segment.start + len(segment.raw) - 1) + 1
            if found is not None and segment.raw != segment.tag:
                yield offset(segment.start + len(segment.tag)), end, b"", found.label.replace(" ", "-")
            elif segment.tag == "TIF":
                place = _title(segment)
                if place is not None:
                    yield (
                        offset(segment.start + place[0]),
                        offset(segment.start + place[1] - 1) + 1,
                        b"",
                        "title",
                    )
            elif segment.tag == "FOP":
                for number in _CARD.finditer(segment.raw):
                    for at_sign in range(number.start(), number.end() - 4):
                        begin = offset(segment.start + at_sign)
                        yield begin, begin + 1, b"X", "card-number" if at_sign == number.start() else ""
    for at, text in reading.outside:
        for line in _OUTSIDE.finditer(text):
            found = in_text(line[0])
            if found is not None:
                yield (
                    offset(at + line.start()),
                    offset(at + line.end() - 1) + 1,
                    b"",
                    found.label.replace(" ", "-"),
                )


def _title(segment: Segment) -> tuple[int, int] | None:
    """Where in the segment a title of belief stands."""
    _, title = title_dropped(segment.get(1))
    at = segment.raw.rfind(title) if title else -1
    return (at, at + len(title)) if at >= 0 else None


def _without_xml(text: str) -> tuple[str, dict[str, int]]:
    counted: Counter[str] = Counter()

    def service(found: "re.Match[str]") -> str:
        code = _SSR_CODE.search(found[2])
        what = (in_code(code[1]) if code else None) or in_text(_text_inside(found[0]))
        if what is None:
            return found[0]
        counted[what.label.replace(" ", "-")] += 1
        return f"<{found[1]}/>"

    def words(found: "re.Match[str]") -> str:
        what = in_text(_text_inside(found[3]))
        if what is None:
            return found[0]
        counted[what.label.replace(" ", "-")] += 1
        return f"<{found[1]}/>"

    def account(found: "re.Match[str]") -> str:
        number = found[2]
        if not _CARD.fullmatch(re.sub(r"[ -]", "", number)):
            return found[0]
        counted["card-number"] += 1
        return f"{found[1]}{'X' * (len(number) - 4)}{number[-4:]}"

    text = _ACCOUNT.sub(account, _TEXT.sub(words, _SERVICE.sub(service, text)))
    return text, dict(counted)


def _text_inside(inside: str) -> str:
    return html.unescape(re.sub(r"<!\[CDATA\[|\]\]>|<[^>]*>", " ", inside))


GUARD = PassengersGuard()
