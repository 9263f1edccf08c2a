"""ISO 20022 bank statements: CAMT.052, 053 and 054 in every version (told by the namespace). Row = position
in the document from 1.

Kind ``camt.statement`` (columns :data:`STATEMENT`): one for each account statement, report or notification;
balances with their mark CRDT or DBIT, ``closing_balance`` with a minus where it is DBIT; ``balances`` all
others, one a line. Kind ``camt.entry`` (columns :data:`ENTRY`): one for each transaction of an entry, or for
the entry itself where it lists none or none of several has an amount of its own; ``entry`` is the number of
the entry in the document and ``entry_amount`` its total, so that a batch booking can be put together again;
``amount`` and ``mark`` are what moved on the account: the entry's where it has one transaction, else the
transaction's own in the currency of the account, and where none has such an amount the entry is one record;
another amount of a transaction (in another currency) is its ``transaction_amount``. ``date`` the booking
date, else the value date. ``debtor`` pays, ``creditor`` receives; ``counter``, ``counter_account``,
``counter_bank`` are the other side of the account, which for a reversal are the parties of the payment that
was reversed.

Whatever else stands in an element comes in further columns named by its path (``RltdDts/AccptncDtTm``),
repeated ones in lines; those of the entry itself with its first transaction, those of the header of the
document (``GrpHdr/MsgId``) with its first statement. Amounts and dates as they stand. A statement whose
balances and booked entries do not agree says so.
"""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from xml.etree.ElementTree import Element

from tahqiq.formats.base import FormatReader
from tahqiq.formats.camt_detail import (
    Cells,
    account_at,
    booked_amount,
    decimal,
    mark_of,
    other_amount,
    parties,
    sign,
    together,
    total,
)
from tahqiq.formats.reader import NO, Confidence, Item
from tahqiq.formats.rows import Rows
from tahqiq.formats.sniff import decode, xml_root
from tahqiq.formats.xmltaken import Taken
from tahqiq.formats.xmlwalk import children, local, walk
from tahqiq.kit.reasons import reason
from tahqiq.model.account import TECHNICAL, UNKNOWN
from tahqiq.model.place import Part, Place
from tahqiq.model.problem import Problem

STATEMENT = (
    "version",
    "statement",
    "id",
    "created",
    "account",
    "account_name",
    "bank",
    "currency",
    "opening_kind",
    "opening_date",
    "opening_mark",
    "opening_amount",
    "closing_kind",
    "closing_date",
    "closing_mark",
    "closing_amount",
    "closing_balance",
    "balances",
    "entries",
    "information",
)
ENTRY = (
    "statement",
    "account",
    "entry",
    "entry_reference",
    "entry_amount",
    "currency",
    "entry_mark",
    "mark",
    "reversal",
    "status",
    "date",
    "booking_date",
    "value_date",
    "code",
    "amount",
    "amount_currency",
    "transaction_amount",
    "end_to_end",
    "transaction",
    "mandate",
    "debtor",
    "debtor_account",
    "debtor_bank",
    "creditor",
    "creditor_account",
    "creditor_bank",
    "counter",
    "counter_account",
    "counter_bank",
    "remittance",
    "information",
)
STATEMENTS, ENTRIES = Part(0, "entry", "statements"), Part(1, "entry", "entries")


class _Walker:
    def __init__(self, rows: Rows) -> None:
        self.rows = rows
        self.statements = self.entries = self.rows_out = 0
        self.account: str | None = None
        self.header: dict[str, str] = {}
        self.start: Element | None = None
        self.inside = 0
        self.moved: Decimal | None = Decimal()

    def message(self, header: Element) -> None:
        """The header of the document."""
        self.header = {f"GrpHdr/{path}": text for path, text in Taken(header).rest().items()}

    def outside(self, tag: str, element: Element) -> None:
        """An element that belongs to no statement: an envelope, supplementary data."""
        if element.text and element.text.strip():
            self.rows.aside(tag, Place(STATEMENTS), UNKNOWN)
        for name in element.attrib:
            self.rows.aside(f"{tag}@{local(name)}", Place(STATEMENTS), TECHNICAL)

    def begin(self, element: Element) -> None:
        """A statement begins; its account stands before its entries."""
        self.statements += 1
        self.start, self.inside, self.moved = element, 0, Decimal()

    def entry(self, element: Element) -> None:
        """One entry with its transactions."""
        self.entries += 1
        self.inside += 1
        entry = Taken(element)
        shared = self._shared(entry)
        details = [
            Taken(item) for group in children(element, "NtryDtls") for item in children(group, "TxDtls")
        ]
        amounts = [booked_amount(detail, shared, alone=len(details) == 1) for detail in details]
        if len(details) > 1 and not any(amounts):
            self._add(
                {**shared, **_whole(shared), **together(details), **entry.rest(lambda tag: tag == "TxDtls")}
            )
        elif not details:
            self._add({**shared, **_whole(shared), **entry.rest()})
        self._adds_up(details, amounts, shared)
        for detail, amount in zip(details, amounts, strict=True) if len(details) == 1 or any(amounts) else ():
            cells = {**shared, **self._detail(detail, amount, shared, alone=len(details) == 1)}
            self._add(
                {
                    **cells,
                    **detail.rest(),
                    **(entry.rest(lambda tag: tag == "TxDtls") if detail is details[0] else {}),
                }
            )
        booked = decimal(shared["entry_amount"])
        if (shared["status"] or "BOOK") == "BOOK" and self.moved is not None:
            self.moved = None if booked is None else self.moved + sign(shared["entry_mark"], booked)

    def _adds_up(self, details: list[Taken], amounts: list[str | None], shared: Cells) -> None:
        made, whole = total(details, amounts, shared), decimal(shared["entry_amount"])
        if made is not None and whole is not None and made != sign(shared["entry_mark"], whole):
            params: dict[str, str | int] = {"entry": str(whole), "made": str(abs(made))}
            self.rows.tell(
                Problem("entry-does-not-add-up", Place(ENTRIES, self.rows_out + 1), "Amt", params=params)
            )

    def _add(self, cells: Cells) -> None:
        self.rows_out += 1
        turned = (cells["reversal"] or "").lower() in ("true", "1")
        sides = ("creditor", "debtor") if (cells["mark"] == "DBIT") != turned else ("debtor", "creditor")
        account = cells.get(f"{sides[0]}_account")
        side = (
            sides[1]
            if account and account == cells["account"] and cells.get(f"{sides[1]}_account") != account
            else sides[0]
        )
        cells |= {
            "counter": cells.get(side),
            "counter_account": cells.get(f"{side}_account"),
            "counter_bank": cells.get(f"{side}_bank"),
        }
        self.rows.add("camt.entry", ENTRIES, ENTRY, self.rows_out, cells)

    def _shared(self, entry: Taken) -> Cells:
        if self.account is None and self.start is not None:
            self.account = account_at(Taken(self.start), "Acct")
        booked, value = entry.text("BookgDt/Dt", "BookgDt/DtTm"), entry.text("ValDt/Dt", "ValDt/DtTm")
        mark = entry.text("CdtDbtInd")
        return {
            "statement": str(self.statements),
            "account": self.account,
            "entry": str(self.entries),
            "entry_reference": entry.text("AcctSvcrRef", "NtryRef"),
            "entry_amount": entry.text("Amt"),
            "currency": entry.attribute("Amt", "Ccy"),
            "entry_mark": mark,
            "mark": mark,
            "reversal": entry.text("RvslInd"),
            "status": entry.text("Sts/Cd", "Sts"),
            "date": booked or value,
            "booking_date": booked,
            "value_date": value,
            "code": entry.text("BkTxCd/Prtry/Cd", "BkTxCd/Domn/Fmly/SubFmlyCd"),
            "information": entry.text("AddtlNtryInf"),
        }

    def _detail(self, detail: Taken, amount: str | None, shared: Cells, alone: bool) -> Cells:
        if amount is None and not alone:
            place = Place(ENTRIES, self.rows_out + 1)
            self.rows.tell(
                Problem(
                    "record-unreadable",
                    place,
                    "Amt",
                    params={"reason": "no amount of its own (Amt) beside others that have one"},
                )
            )
        lines = detail.texts("RmtInf/Ustrd")
        same = mark_of(detail) in (None, shared["mark"])
        own = detail.text("CdtDbtInd") if same or not alone else None
        return {
            "amount": shared["entry_amount"] if alone else amount,
            "amount_currency": shared["currency"],
            "transaction_amount": other_amount(detail) if amount is None else None,
            "mark": own or shared["mark"],
            "end_to_end": detail.text("Refs/EndToEndId"),
            "transaction": detail.text("Refs/TxId", "Refs/AcctSvcrRef", "Refs/InstrId"),
            "mandate": detail.text("Refs/MndtId"),
            **parties(detail),
            "remittance": "\n".join(lines) or detail.text("RmtInf/Strd/CdtrRefInf/Ref"),
            "information": "\n".join(filter(None, (detail.text("AddtlTxInf"), shared["information"]))),
        }

    def end(self, element: Element, version: str) -> None:
        """A statement is complete."""
        statement = Taken(element)
        cells: Cells = {
            "version": version,
            "statement": str(self.statements),
            "id": statement.text("Id"),
            "created": statement.text("CreDtTm"),
            "account": account_at(statement, "Acct"),
            "account_name": statement.text("Acct/Nm", "Acct/Ownr/Nm"),
            "bank": statement.text(
                "Acct/Svcr/FinInstnId/BICFI", "Acct/Svcr/FinInstnId/BIC", "Acct/Svcr/FinInstnId/Nm"
            ),
            "currency": statement.text("Acct/Ccy"),
            "entries": str(self.inside),
            "information": statement.text("AddtlStmtInf", "AddtlRptInf", "AddtlNtfctnInf"),
        }
        balances: list[str] = []
        for one in children(element, "Bal"):
            statement.leave(one)
            _balance(Taken(one), cells, balances)
        cells["balances"] = "\n".join(balances)
        if cells.get("closing_amount"):
            cells["closing_balance"] = ("-" if cells["closing_mark"] == "DBIT" else "") + (
                cells["closing_amount"] or ""
            )
        self.rows.add(
            "camt.statement",
            STATEMENTS,
            STATEMENT,
            self.statements,
            {**cells, **statement.rest(lambda tag: tag == "Ntry"), **self.header},
        )
        self.header = {}
        self._check(cells)
        self.start = self.account = None

    def _check(self, cells: Cells) -> None:
        opening, closing = decimal(cells.get("opening_amount")), decimal(cells.get("closing_amount"))
        if opening is None or closing is None or self.moved is None:
            return
        computed = sign(cells.get("opening_mark"), opening) + self.moved
        closing = sign(cells.get("closing_mark"), closing)
        if computed != closing:
            params: dict[str, str | int] = {
                "account": cells["account"] or "?",
                "computed": str(computed),
                "closing": str(closing),
            }
            self.rows.tell(
                Problem("statement-does-not-balance", Place(STATEMENTS, self.statements), params=params)
            )


def _balance(balance: Taken, cells: Cells, others: list[str]) -> None:
    """The first opening and closing balance into the cells, any other into a line of all its texts."""
    kind = balance.text("Tp/CdOrPrtry/Cd", "Tp/CdOrPrtry/Prtry") or ""
    side = {"OPBD": "opening", "PRCD": "opening", "CLBD": "closing"}.get(kind, "")
    mark, amount, currency = balance.text("CdtDbtInd"), balance.text("Amt"), balance.attribute("Amt", "Ccy")
    day = balance.text("Dt/Dt", "Dt/DtTm")
    rest = [f"{path} {text}" for path, text in balance.rest().items()]
    if side and f"{side}_amount" not in cells:
        cells |= {f"{side}_kind": kind, f"{side}_amount": amount, f"{side}_mark": mark, f"{side}_date": day}
        cells["currency"] = cells["currency"] or currency
        rest += [f"in {currency}"] if currency != cells["currency"] and currency else []
        others.extend([f"{kind} {'; '.join(rest)}"] if rest else [])
    else:
        others.append(" ".join(filter(None, (kind, mark, amount, currency, day, "; ".join(rest)))))


def _whole(shared: Cells) -> Cells:
    return {"amount": shared["entry_amount"], "amount_currency": shared["currency"]}


def _body(path: Path, name: str, rows: Rows) -> Iterator[Item]:
    walker, version, in_header = _Walker(rows), "", False
    with path.open("rb") as stream:
        for event, tag, element in walk(stream, {"Ntry", "Stmt", "Rpt", "Ntfctn", "GrpHdr"}):
            if tag == "Document" and not version:
                version = element.tag.rpartition("}")[0].rpartition(":")[2]
            elif tag in ("Stmt", "Rpt", "Ntfctn"):
                if event == "start":
                    walker.begin(element)
                else:
                    walker.end(element, version)
            elif tag == "GrpHdr" and event == "end":
                walker.message(element)
            elif tag == "Ntry" and event == "end" and local(element.tag) == "Ntry":
                walker.entry(element)
            elif event == "end" and walker.start is None and not in_header:
                walker.outside(tag, element)
            in_header = (in_header or tag == "GrpHdr") and not (tag == "GrpHdr" and event == "end")
            yield from rows.ready()
    if not walker.statements:
        yield Problem(
            "record-unreadable",
            Place(),
            records=1,
            params={"reason": "no statement, report or notification (Stmt, Rpt, Ntfctn) in it"},
        )


def _sniff(head: bytes, name: str) -> Confidence:
    if xml_root(head) == "Document" and "camt.05" in decode(head[:4096]):
        return Confidence(0.95, reason("format-contains", what="xmlns: camt"))
    return NO


READER = FormatReader("camt", 3, "Bank statement (CAMT.052/053/054)", (".xml",), _sniff, _body)
