"""Open Financial Exchange, SGML (1.x, also QFX) and XML (2.x): bank, credit card and investment accounts. Row
= position in the file from 1.

Kind ``ofx.statement`` (columns :data:`STATEMENT`), also for each account of a list of accounts; ``ofx.entry``
(columns :data:`ENTRY`), pending ones (``STMTTRNP``) with ``pending``; ``ofx.trade`` (:data:`TRADE`) for what
was done with securities; ``ofx.position`` (:data:`POSITION`) for what is held; ``ofx.security``
(:data:`SECURITY`). Values as they stand: ``posted`` as ``20240131120000[+3:AST]``, ``amount`` signed. Any
other leaf comes in a column named by its path (``CURRENCY/CURSYM``); ``institution`` is the bank that signed
the file; the rest of its head is set aside. An entry whose amount is missing or no number is a problem with
its whole text; one whose sign contradicts its kind (DEBIT, CREDIT) is told.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from tahqiq.formats.base import FormatReader
from tahqiq.formats.ofx_tags import ENTRIES, POSITIONS, SECURITIES, STATEMENTS, TRADES, Record, events
from tahqiq.formats.reader import HEAD, NO, Confidence, Item
from tahqiq.formats.rows import Rows
from tahqiq.formats.sniff import decode, encoding, is_text
from tahqiq.kit.reasons import reason
from tahqiq.model.account import TECHNICAL, UNKNOWN
from tahqiq.model.place import WHOLE, Part, Place
from tahqiq.model.problem import Problem

STATEMENT = (
    "statement",
    "account",
    "bank",
    "branch",
    "account_type",
    "currency",
    "start",
    "end",
    "ledger_amount",
    "ledger_date",
    "available_amount",
    "available_date",
    "institution",
    "entries",
)
ENTRY = (
    "statement",
    "account",
    "currency",
    "type",
    "posted",
    "user_date",
    "amount",
    "id",
    "check",
    "reference",
    "name",
    "memo",
    "payee",
    "counter_account",
    "counter_bank",
    "pending",
)
TRADE = (
    "statement",
    "account",
    "currency",
    "type",
    "date",
    "settled",
    "id",
    "memo",
    "security",
    "security_scheme",
    "units",
    "price",
    "total",
)
POSITION = (
    "statement",
    "account",
    "currency",
    "type",
    "security",
    "security_scheme",
    "units",
    "price",
    "value",
    "date",
    "memo",
)
SECURITY = ("type", "security", "security_scheme", "name", "ticker", "price", "date", "memo")
PARTS = {
    "ofx.statement": Part(0, "entry", "statements"),
    "ofx.entry": Part(1, "entry", "entries"),
    "ofx.trade": Part(2, "entry", "trades"),
    "ofx.position": Part(3, "entry", "positions"),
    "ofx.security": Part(4, "entry", "securities"),
}
Cells = dict[str, str | None]
Names = dict[str, tuple[str, ...]]
_FROM = ("BANKACCTFROM", "CCACCTFROM", "INVACCTFROM")
_TO = ("BANKACCTTO", "CCACCTTO")
_ENTRY: Names = {
    "type": ("TRNTYPE",),
    "posted": ("DTPOSTED", "DTTRAN"),
    "user_date": ("DTUSER",),
    "amount": ("TRNAMT",),
    "id": ("FITID",),
    "check": ("CHECKNUM",),
    "reference": ("REFNUM",),
    "name": ("NAME", "PAYEE/NAME"),
    "memo": ("MEMO",),
    "counter_account": tuple(f"{to}/ACCTID" for to in _TO),
    "counter_bank": ("BANKACCTTO/BANKID",),
}
_STATEMENT: Names = {
    "account": tuple(f"{one}/ACCTID" for one in _FROM),
    "bank": ("BANKACCTFROM/BANKID", "INVACCTFROM/BROKERID"),
    "branch": ("BANKACCTFROM/BRANCHID",),
    "account_type": ("BANKACCTFROM/ACCTTYPE", "INVACCTTYPE"),
    "currency": ("CURDEF",),
    "start": ("BANKTRANLIST/DTSTART", "INVTRANLIST/DTSTART", "DTSTART"),
    "end": ("BANKTRANLIST/DTEND", "INVTRANLIST/DTEND", "DTEND"),
    "ledger_amount": ("LEDGERBAL/BALAMT",),
    "ledger_date": ("LEDGERBAL/DTASOF",),
    "available_amount": ("AVAILBAL/BALAMT", "INVBAL/AVAILCASH"),
    "available_date": ("AVAILBAL/DTASOF", "DTASOF"),
}
_SHARED: Names = {
    "memo": ("MEMO",),
    "security": ("SECID/UNIQUEID",),
    "security_scheme": ("SECID/UNIQUEIDTYPE",),
    "units": ("UNITS",),
    "price": ("UNITPRICE",),
}
_TRADE: Names = {
    **_SHARED,
    "date": ("DTTRADE",),
    "settled": ("DTSETTLE",),
    "id": ("FITID",),
    "total": ("TOTAL",),
}
_POSITION: Names = {**_SHARED, "value": ("MKTVAL",), "date": ("DTPRICEASOF",)}
_SECURITY: Names = {**_SHARED, "name": ("SECNAME",), "ticker": ("TICKER",), "date": ("DTASOF",)}
_AMOUNT = re.compile(r"[+-]?\s*(?=[.,]?\d)[\d.,' \u00a0]*[-+]?")
_DETAIL = re.compile(
    r"@$|(^|/)(SIGNONMSGSRSV1|SONRS|STATUS|PROFRS|PROFTRNRS|PROFMSGSRSV1|TRNUID|CLTCOOKIE|DTSERVER|"
    r"LANGUAGE|DTACCTUP|DTPROFUP|INTU\..*)(/|$)"
)
"""Of the conversation between the programs."""
_AGAINST = {"DEBIT": "+", "CREDIT": "-"}


class _Walker:
    """Fills the rows from the records of a file."""

    def __init__(self, rows: Rows) -> None:
        self.rows = rows
        self.statement: Cells = {}
        self.opened: Record | None = None
        self.outside = Record("")
        self.inside = 0
        self.numbers = dict.fromkeys(PARTS, 0)

    def take(self, what: str, record: Record) -> None:
        """One event of :func:`tahqiq.formats.ofx_tags.events`."""
        if what == "outside":
            self.outside = record
        elif what == "open":
            self.opened, self.inside, self.statement = record, 0, {}
            self.numbers["ofx.statement"] += 1
        elif what == "rest":
            self._rest()
        elif record.tag in STATEMENTS:
            self._account()
            late = {name: text for name, text in _named(record, _STATEMENT).items() if text}
            cells: Cells = {
                **self.statement,
                **late,
                "institution": self._institution(),
                **record.leaves,
                "entries": str(self.inside),
            }
            self.rows.add(
                "ofx.statement", PARTS["ofx.statement"], STATEMENT, self.numbers["ofx.statement"], cells
            )
            self.opened = None
        elif record.tag in ENTRIES:
            self._entry(record)
        elif record.tag in TRADES:
            self._add(
                "ofx.trade",
                TRADE,
                {
                    "type": record.tag,
                    **_flat(
                        record,
                        "INVTRAN",
                        "INVBUY/INVTRAN",
                        "INVSELL/INVTRAN",
                        "INVBUY",
                        "INVSELL",
                        names=_TRADE,
                    ),
                },
            )
        elif record.tag in POSITIONS:
            self._add(
                "ofx.position", POSITION, {"type": record.tag, **_flat(record, "INVPOS", names=_POSITION)}
            )
        elif record.tag in SECURITIES:
            self._add(
                "ofx.security",
                SECURITY,
                {"type": record.tag, **_flat(record, "SECINFO", names=_SECURITY)},
                shared=False,
            )

    def _account(self) -> None:
        """The account stands before its entries; it is read as soon as one needs it."""
        if self.opened is not None and not self.statement:
            self.statement = {
                "statement": str(self.numbers["ofx.statement"]),
                **_named(self.opened, _STATEMENT),
            }

    def _add(self, kind: str, names: tuple[str, ...], cells: Cells, shared: bool = True) -> None:
        self._account()
        self.inside += 1
        self.numbers[kind] += 1
        about: Cells = (
            {name: self.statement.get(name) for name in ("statement", "account", "currency")}
            if shared
            else {}
        )
        self.rows.add(kind, PARTS[kind], names, self.numbers[kind], {**about, **cells})

    def _entry(self, record: Record) -> None:
        text = "; ".join(f"{path} {value}" for path, value in record.leaves.items())
        count = len(record.leaves)
        cells = _named(record, _ENTRY)
        payee = [record.leaves.pop(path) for path in list(record.leaves) if path.startswith("PAYEE/")]
        cells |= {"payee": ", ".join(payee), "pending": record.tag if record.tag == "STMTTRNP" else None}
        amount = cells["amount"]
        place = Place(PARTS["ofx.entry"], self.numbers["ofx.entry"] + 1)
        if not amount or not _AMOUNT.fullmatch(amount):
            self.numbers["ofx.entry"] += 1
            self.inside += 1
            why = "no amount (TRNAMT)" if not amount else "the amount (TRNAMT) is no number"
            self.rows.tell(
                Problem("record-unreadable", place, "TRNAMT", text, 1, {"reason": why}, fields=count)
            )
            return
        sign = "-" if "-" in amount else "+"
        if _AGAINST.get((cells["type"] or "").upper()) == sign and re.search("[1-9]", amount):
            self.rows.tell(
                Problem("sign-against-kind", place, "TRNAMT", amount, params={"kind": cells["type"] or ""})
            )
        self._add("ofx.entry", ENTRY, {**cells, **record.leaves})

    def _institution(self) -> str | None:
        """The bank that signed the answer (SONRS/FI/ORG)."""
        return next((text for path, text in self.outside.leaves.items() if path.endswith("FI/ORG")), None)

    def _rest(self) -> None:
        """What stands outside of all accounts; the name of the bank is with each of them."""
        for path, text in self.outside.leaves.items():
            if not (path.endswith("FI/ORG") and self.numbers["ofx.statement"]):
                why = TECHNICAL if _DETAIL.search(path) else UNKNOWN
                self.rows.aside(path, Place(PARTS["ofx.statement"]), why, text.count("\n") + 1)


def _named(record: Record, names: Names) -> Cells:
    """The named columns; their leaves are taken from the record."""
    return {name: record.take(*paths) for name, paths in names.items()}


def _flat(record: Record, *prefixes: str, names: Names) -> Cells:
    """Named columns and the rest of a record whose leaves may stand in an inner aggregate."""
    paths = {
        name: tuple(f"{prefix}/{path}" for prefix in prefixes for path in found) + found
        for name, found in names.items()
    }
    return {**_named(record, paths), **record.leaves}


def _body(path: Path, name: str, rows: Rows) -> Iterator[Item]:
    with path.open("rb") as file:
        head = file.read(HEAD)
    text = _text(path, head)
    start = text.find("<OFX")
    header = text[: max(start, 0)]
    for number, line in enumerate(header.splitlines(), start=1):
        if line.strip():
            rows.aside(
                re.split(r"[:=\s?]", line.strip("<? \t"))[0] or "header", Place(WHOLE, number), TECHNICAL
            )
    walker = _Walker(rows)
    for what, record in events(text[max(start, 0) :]):
        walker.take(what, record)
        yield from rows.ready()
    if not any(walker.numbers.values()):
        yield Problem(
            "record-unreadable",
            Place(),
            records=1,
            params={"reason": "no account (STMTRS, CCSTMTRS, INVSTMTRS, ACCTINFO) in it"},
        )
    elif "</OFX>" not in text[-4096:].upper():
        yield Problem("document-damaged", Place(), params={"reason": "it ends before </OFX>"})


def _text(path: Path, head: bytes) -> str:
    """The text of the file: UTF-8 where it is valid, else what the header declares, else what the letters
    suggest."""
    declared = re.search(rb"CHARSET:\s*(\d{3,4})", head[:1024])
    codec = encoding(head).codec
    if (
        declared
        and codec.startswith(("cp", "iso"))
        and declared.group(1) in (b"1252", b"1256", b"1254", b"1251", b"1250")
    ):
        codec = f"cp{declared.group(1).decode()}"
    return path.read_bytes().decode(codec, errors="replace")


def _sniff(head: bytes, name: str) -> Confidence:
    if not is_text(head):
        return NO
    text = decode(head[:8192])
    if text.lstrip().startswith("OFXHEADER:") or re.search(r"<\?OFX\b", text):
        return Confidence(0.95, reason("format-begins", what="OFXHEADER"))
    if re.search(r"<OFX>\s*<(SIGNONMSGSRS|BANKMSGSRS|CREDITCARDMSGSRS|INVSTMTMSGSRS|\w+MSGSRSV1)", text):
        return Confidence(0.9, reason("format-begins", what="<OFX>"))
    return (
        Confidence(0.85, reason("format-begins", what="<OFX>"))
        if re.match(r"\s*(<\?xml[^>]*>\s*)?<OFX>", text)
        else NO
    )


READER = FormatReader("ofx", 2, "Bank statement (OFX, QFX)", (".ofx", ".qfx"), _sniff, _body)
