"""The tags of Open Financial Exchange as records of leaves by path: SGML (closing tags may be missing) and
XML alike.

A tag is a leaf when text follows it, an aggregate when it opens others. A *record* is an aggregate that
counts as one line (:data:`RECORDS`); a leaf belongs to the innermost open record, under the path of
aggregates between (``SECID/UNIQUEID``). Nothing is interpreted and no entity is expanded beyond the five of
XML, numbers and those of HTML.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_TOKEN = re.compile(r"<(/?)([A-Za-z][\w.]*)([^>]*?)(/?)>((?:<!\[CDATA\[.*?\]\]>|[^<])*)", re.DOTALL)
_CDATA = re.compile(r"<!\[CDATA\[(.*?)\]\]>", re.DOTALL)
STATEMENTS = frozenset(["STMTRS", "CCSTMTRS", "INVSTMTRS", "BANKACCTINFO", "CCACCTINFO", "INVACCTINFO"])
ENTRIES = frozenset(["STMTTRN", "STMTTRNP"])
TRADES = frozenset(
    [
        "BUYDEBT",
        "BUYMF",
        "BUYOPT",
        "BUYOTHER",
        "BUYSTOCK",
        "CLOSUREOPT",
        "INCOME",
        "INVEXPENSE",
        "JRNLFUND",
        "JRNLSEC",
        "MARGININTEREST",
        "REINVEST",
        "RETOFCAP",
        "SELLDEBT",
        "SELLMF",
        "SELLOPT",
        "SELLOTHER",
        "SELLSTOCK",
        "SPLIT",
        "TRANSFER",
    ]
)
POSITIONS = frozenset(["POSDEBT", "POSMF", "POSOPT", "POSOTHER", "POSSTOCK"])
SECURITIES = frozenset(["DEBTINFO", "MFINFO", "OPTINFO", "OTHERINFO", "STOCKINFO"])
RECORDS = STATEMENTS | ENTRIES | TRADES | POSITIONS | SECURITIES
_ALWAYS = RECORDS | {
    "BANKTRANLIST",
    "INVTRANLIST",
    "BANKACCTFROM",
    "BANKACCTTO",
    "CCACCTFROM",
    "CCACCTTO",
    "PAYEE",
    "LEDGERBAL",
    "AVAILBAL",
}
"""Aggregates even where their closing tag is missing."""


@dataclass(slots=True)
class Record:
    """An aggregate with its leaves, path → text (repeated ones in lines). ``tag`` "" is what stands outside
    of all records."""

    tag: str
    leaves: dict[str, str] = field(default_factory=dict)

    def put(self, path: str, text: str) -> None:
        """Add a leaf."""
        self.leaves[path] = f"{self.leaves[path]}\n{text}" if path in self.leaves else text

    def take(self, *paths: str) -> str | None:
        """Remove and give the first of the leaves that is there."""
        return next((self.leaves.pop(path) for path in paths if path in self.leaves), None)


def events(text: str) -> Iterator[tuple[str, Record]]:
    """First ``("outside", record)``, which fills up with what stands in no record; ``("open", record)`` where
    a statement begins, ``("close", record)`` for every record that is complete, ``("rest", record)`` at the
    end with what stands outside; what a cut-off file leaves open comes as closed, innermost first."""
    closed = {tag.upper() for tag in re.findall(r"</([A-Za-z][\w.]*)", text)}
    stack: list[str] = []
    open_: list[Record] = [Record("")]
    yield "outside", open_[0]
    for closing, name, attributes, empty, value in _TOKEN.findall(_uncommented(text)):
        tag = name.upper()
        content = html.unescape(_CDATA.sub(lambda found: html.escape(found[1], quote=False), value)).strip()
        if closing:
            if tag in stack:
                yield from _close(stack, open_, tag)
            _stray(open_[-1], content)
        elif tag in _ALWAYS or (not content and not empty and tag in closed):
            if tag in RECORDS:
                again = next((one for one in reversed(stack) if one in RECORDS and _same(one, tag)), "")
                if again:
                    yield from _close(stack, open_, again)
                open_.append(Record(tag))
                if tag in STATEMENTS:
                    yield "open", open_[-1]
            stack.append(tag)
            _stray(open_[-1], content)
        elif content:
            open_[-1].put(_path(stack, tag), content)
        if attributes.strip() and not closing:
            open_[-1].put(_path(stack, f"{tag}@"), attributes.strip())
    while stack:
        yield from _close(stack, open_, stack[-1])
    yield "rest", open_[0]


def _uncommented(text: str) -> str:
    """The text without comments; one that never ends is text, and a thousand of them do not each read on to
    the end."""
    head, end, rest = text.rpartition("-->")
    return re.sub(r"<!--.*?-->", "", head + end, flags=re.DOTALL) + rest


def _same(one: str, tag: str) -> bool:
    """Whether a record that opens ends the open one, whose closing tag is missing."""
    return any(one in kinds and tag in kinds for kinds in (ENTRIES, TRADES, POSITIONS, SECURITIES)) or (
        tag in STATEMENTS
    )


def _stray(record: Record, content: str) -> None:
    if content:
        record.put("text", content)


def _close(stack: list[str], open_: list[Record], tag: str) -> Iterator[tuple[str, Record]]:
    while stack:
        last = stack.pop()
        if last in RECORDS and len(open_) > 1 and open_[-1].tag == last:
            yield "close", open_.pop()
        if last == tag:
            return


def _path(stack: list[str], tag: str) -> str:
    inside: list[str] = []
    for one in reversed(stack):
        if one in RECORDS:
            break
        inside.append(one)
    return "/".join([*reversed(inside), tag])
