"""The transactions of an entry of a CAMT statement: which amount is that of the account, who the parties
are."""

from decimal import Decimal, InvalidOperation

from tahqiq.formats.xmltaken import Taken, at
from tahqiq.formats.xmlwalk import text_of

Cells = dict[str, str | None]
_OWN_AMOUNT = ("Amt", "AmtDtls/TxAmt/Amt")


def mark_of(detail: Taken) -> str | None:
    """CRDT or DBIT of a transaction, None where it says nothing of its own."""
    found = at(detail.element, "CdtDbtInd")
    return text_of(found) if found is not None else None


def total(details: list[Taken], amounts: list[str | None], shared: Cells) -> Decimal | None:
    """What several transactions with amounts make, in the sign of the account; None where one has none."""
    known = [decimal(amount) for amount in amounts]
    if len(details) < 2 or None in known:
        return None
    return sum(
        (
            sign(mark_of(one) or shared["mark"], amount)
            for one, amount in zip(details, known, strict=True)
            if amount is not None
        ),
        Decimal(),
    )


def booked_amount(detail: Taken, shared: Cells, alone: bool) -> str | None:
    """The amount of a transaction in the currency of its account, None without one; of the only one of an
    entry just what the entry says again. Any other amount is left to stand beside."""
    for path in _OWN_AMOUNT:
        found = at(detail.element, path)
        amount = decimal(text_of(found)) if found is not None else None
        if not amount or (found is not None and found.get("Ccy", shared["currency"]) != shared["currency"]):
            continue
        if not alone or amount == decimal(shared["entry_amount"]):
            detail.attribute(path, "Ccy")
            return detail.text(path)
    return None


def other_amount(detail: Taken) -> str | None:
    """An amount of a transaction that is not what moved on the account, with its currency."""
    for path in _OWN_AMOUNT:
        currency = detail.attribute(path, "Ccy")
        if text := detail.text(path):
            return f"{text} {currency or ''}".strip()
    return None


def together(details: list[Taken]) -> Cells:
    """What several transactions without amounts say, by path, in lines; a party is only named where it is the
    same for all."""
    sides = [parties(detail) for detail in details]
    found: dict[str, list[str]] = {}
    for name in sides[0]:
        values = [one[name] or "" for one in sides]
        if len(set(values)) == 1 and values[0]:
            found[name] = values[:1]
        elif any(values):
            found[f"{name} of each"] = values
    remittance = [text for detail in details for text in detail.texts("RmtInf/Ustrd")]
    for detail in details:
        for path, text in detail.rest().items():
            found.setdefault(path, []).append(text)
    return {"remittance": "\n".join(remittance), **{name: "\n".join(texts) for name, texts in found.items()}}


def account_at(element: Taken, path: str) -> str | None:
    return element.text(
        f"{path}/Id/IBAN",
        f"{path}/Id/Othr/Id",
        f"{path}/Id/PrtryAcct/Id",
        f"{path}/Id/BBAN",
        f"{path}/Id/UPIC",
    )


def parties(detail: Taken) -> Cells:
    found: Cells = {}
    for side, tag in (("debtor", "Dbtr"), ("creditor", "Cdtr")):
        found[side] = detail.text(
            f"RltdPties/{tag}/Nm",
            f"RltdPties/{tag}/Pty/Nm",
            f"RltdPties/Ultmt{tag}/Nm",
            f"RltdPties/Ultmt{tag}/Pty/Nm",
        )
        found[f"{side}_account"] = account_at(detail, f"RltdPties/{tag}Acct")
        bank = f"RltdAgts/{tag}Agt/FinInstnId"
        found[f"{side}_bank"] = detail.text(
            f"{bank}/BICFI", f"{bank}/BIC", f"{bank}/ClrSysMmbId/MmbId", f"{bank}/Nm"
        )
    return found


def decimal(text: str | None) -> Decimal | None:
    try:
        return Decimal(text or "")
    except InvalidOperation:
        return None


def sign(mark: str | None, amount: Decimal) -> Decimal:
    return -amount if mark == "DBIT" else amount
