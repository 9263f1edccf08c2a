"""ISO 20022 bank statements: CAMT.052, 053 and 054 in every version (told by the namespace). Row = position in the document from 1.

Kind ``camt.statement`` (columns :data:`STATEMENT`): one for each account statement or report; balances with their mark CRDT or DBIT.
Kind ``camt.entry`` (columns :data:`ENTRY`): one for each transaction of an entry, or for the entry itself where it lists none; ``entry`` is the
number of the entry in the document and ``entry_amount`` its total, so that a batch booking can be put together again; ``debtor`` pays, ``creditor``
receives. Dates and amounts as they stand. A statement whose balances and booked entries do not agree says so.
"""

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from pathlib import Path
from xml.etree.ElementTree import Element

from tahqiq.formats.base import FormatReader
from tahqiq.formats.reader import NO, Confidence, Item
from tahqiq.formats.rows import Rows
from tahqiq.formats.sniff import decode, xml_root
from tahqiq.formats.xmlwalk import child, children, local, text_of, walk
from tahqiq.kit.reasons import reason
from tahqiq.model.place import Part, Place
from tahqiq.model.problem import Problem

STATEMENT = (
    "version", "statement", "id", "created", "account", "account_name", "bank", "currency", "opening_date", "opening_mark", "opening_amount",
    "closing_date", "closing_mark", "closing_amount", "entries",
)  # fmt: skip
ENTRY = (
    "statement", "account", "entry", "entry_reference", "entry_amount", "currency", "mark", "reversal", "status", "booking_date",
    "value_date", "code", "amount", "amount_currency", "transaction_mark", "end_to_end", "transaction", "mandate", "debtor",
    "debtor_account", "debtor_bank", "creditor", "creditor_account", "creditor_bank", "remittance", "information",
)  # fmt: skip
STATEMENTS, ENTRIES = Part(0, "entry", "statements"), Part(1, "entry", "entries")


def _at(element: Element | None, path: str) -> Element | None:
    for name in path.split("/"):
        element = child(element, name) if element is not None else None
    return element


def _text(element: Element | None, *paths: str) -> str | None:
    return next((found for path in paths if (found := text_of(_at(element, path)))), None)


class _Walker:
    def __init__(self, rows: Rows) -> None:
        self.rows = rows
        self.statements = self.entries = self.rows_out = 0
        self.start: Element | None = None
        self.inside = 0
        self.moved: Decimal | None = Decimal()

    def begin(self, element: Element) -> None:
        self.statements += 1
        self.start, self.inside, self.moved = element, 0, Decimal()

    def entry(self, entry: Element) -> None:
        self.entries += 1
        self.inside += 1
        details: list[Element | None] = [item for group in children(entry, "NtryDtls") for item in children(group, "TxDtls")]
        for transaction in details or [None]:
            self.rows_out += 1
            self.rows.add("camt.entry", ENTRIES, ENTRY, self.rows_out, self._cells(entry, transaction))
        amount = _decimal(_text(entry, "Amt"))
        if (_text(entry, "Sts/Cd", "Sts") or "BOOK") == "BOOK" and self.moved is not None:
            self.moved = None if amount is None else self.moved + _sign(_text(entry, "CdtDbtInd"), amount)

    def _cells(self, entry: Element, detail: Element | None) -> dict[str, str | None]:
        money = _at(detail, "Amt")
        money = money if money is not None else _at(detail, "AmtDtls/TxAmt/Amt")
        cells: dict[str, str | None] = {
            "statement": str(self.statements), "account": _account(_at(self.start, "Acct")), "entry": str(self.entries),
            "entry_reference": _text(entry, "AcctSvcrRef", "NtryRef"), "entry_amount": _text(entry, "Amt"), "currency": _currency(_at(entry, "Amt")),
            "mark": _text(entry, "CdtDbtInd"), "reversal": _text(entry, "RvslInd"), "status": _text(entry, "Sts/Cd", "Sts"),
            "booking_date": _text(entry, "BookgDt/Dt", "BookgDt/DtTm"), "value_date": _text(entry, "ValDt/Dt", "ValDt/DtTm"),
            "code": _text(entry, "BkTxCd/Prtry/Cd", "BkTxCd/Domn/Fmly/SubFmlyCd"), "information": _text(entry, "AddtlNtryInf"),
        }  # fmt: skip
        if detail is None:
            return {**cells, "amount": cells["entry_amount"], "amount_currency": cells["currency"], "transaction_mark": cells["mark"]}
        lines = [text for item in children(_or_empty(_at(detail, "RmtInf")), "Ustrd") if (text := text_of(item))]
        extra = _text(detail, "AddtlTxInf")
        return {
            **cells, "amount": text_of(money), "amount_currency": _currency(money), "transaction_mark": _text(detail, "CdtDbtInd"),
            "end_to_end": _text(detail, "Refs/EndToEndId"), "transaction": _text(detail, "Refs/TxId", "Refs/AcctSvcrRef", "Refs/InstrId"),
            "mandate": _text(detail, "Refs/MndtId"), **_parties(detail),
            "remittance": "\n".join(lines) or _text(detail, "RmtInf/Strd/CdtrRefInf/Ref"), "information": extra or cells["information"],
        }  # fmt: skip

    def end(self, statement: Element, version: str) -> None:
        cells: dict[str, str | None] = {
            "version": version, "statement": str(self.statements), "id": _text(statement, "Id"), "created": _text(statement, "CreDtTm"),
            "account": _account(_at(statement, "Acct")), "account_name": _text(statement, "Acct/Nm", "Acct/Ownr/Nm"),
            "bank": _text(statement, "Acct/Svcr/FinInstnId/BICFI", "Acct/Svcr/FinInstnId/BIC", "Acct/Svcr/FinInstnId/Nm"),
            "currency": _text(statement, "Acct/Ccy"), "entries": str(self.inside),
        }  # fmt: skip
        for balance in children(statement, "Bal"):
            side = {"OPBD": "opening", "PRCD": "opening", "CLBD": "closing"}.get(_text(balance, "Tp/CdOrPrtry/Cd") or "")
            if side and f"{side}_amount" not in cells:
                cells[f"{side}_amount"], cells[f"{side}_mark"] = _text(balance, "Amt"), _text(balance, "CdtDbtInd")
                cells[f"{side}_date"] = _text(balance, "Dt/Dt", "Dt/DtTm")
                cells["currency"] = cells["currency"] or _currency(_at(balance, "Amt"))
        self.rows.add("camt.statement", STATEMENTS, STATEMENT, self.statements, cells)
        self._check(cells)
        self.start = None

    def _check(self, cells: dict[str, str | None]) -> None:
        opening, closing = _decimal(cells.get("opening_amount")), _decimal(cells.get("closing_amount"))
        if opening is None or closing is None or self.moved is None:
            return
        computed = _sign(cells.get("opening_mark"), opening) + self.moved
        closing = _sign(cells.get("closing_mark"), closing)
        if computed != closing:
            params: dict[str, str | int] = {"account": cells["account"] or "?", "computed": str(computed), "closing": str(closing)}
            self.rows.tell(Problem("statement-does-not-balance", Place(STATEMENTS, self.statements), params=params))


def _or_empty(element: Element | None) -> Element:
    return element if element is not None else Element("none")


def _account(element: Element | None) -> str | None:
    return _text(element, "Id/IBAN", "Id/Othr/Id")


def _currency(element: Element | None) -> str | None:
    return element.get("Ccy") if element is not None else None


def _parties(detail: Element) -> dict[str, str | None]:
    found: dict[str, str | None] = {}
    for side, tag in (("debtor", "Dbtr"), ("creditor", "Cdtr")):
        found[side] = _text(detail, f"RltdPties/{tag}/Nm", f"RltdPties/{tag}/Pty/Nm", f"RltdPties/Ultmt{tag}/Nm")
        found[f"{side}_account"] = _account(_at(detail, f"RltdPties/{tag}Acct"))
        bank = f"RltdAgts/{tag}Agt/FinInstnId"
        found[f"{side}_bank"] = _text(detail, f"{bank}/BICFI", f"{bank}/BIC", f"{bank}/ClrSysMmbId/MmbId", f"{bank}/Nm")
    return found


def _decimal(text: str | None) -> Decimal | None:
    try:
        return Decimal(text or "")
    except InvalidOperation:
        return None


def _sign(mark: str | None, amount: Decimal) -> Decimal:
    return -amount if mark == "DBIT" else amount


def _body(path: Path, name: str, rows: Rows) -> Iterator[Item]:
    walker, version = _Walker(rows), ""
    with path.open("rb") as stream:
        for event, tag, element in walk(stream, {"Ntry", "Stmt", "Rpt", "Ntfctn"}):
            if tag == "Document" and not version:
                version = element.tag.rpartition("}")[0].rpartition(":")[2]
            elif tag in ("Stmt", "Rpt", "Ntfctn"):
                if event == "start":
                    walker.begin(element)
                else:
                    walker.end(element, version)
            elif tag == "Ntry" and event == "end" and local(element.tag) == "Ntry":
                walker.entry(element)
            yield from rows.ready()


def _sniff(head: bytes, name: str) -> Confidence:
    if xml_root(head) == "Document" and "camt.05" in decode(head[:4096]):
        return Confidence(0.95, reason("format-contains", what="xmlns: camt"))
    return NO


READER = FormatReader("camt", 1, "Bank statement (CAMT.052/053/054)", (".xml",), _sniff, _body)
