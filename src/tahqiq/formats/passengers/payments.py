"""Forms of payment. Of a card number only the last four digits go on (PCI DSS), whatever the message
holds."""

import re
from typing import TYPE_CHECKING

from tahqiq.formats.edifact.segments import WIDE
from tahqiq.formats.edifact.tree import Group
from tahqiq.formats.passengers.people import Cells, Traveller

if TYPE_CHECKING:
    from tahqiq.formats.passengers.booking import Booking

FORMS = {
    "CC": "card",
    "CA": "cash",
    "CK": "cheque",
    "MS": "other",
    "IN": "invoice",
    "DC": "debit card",
    "GR": "government",
    "EX": "exchange",
}


def last_four(number: str) -> str:
    """The last four signs of a card number, "" for none.

    >>> last_four("XXXXXXXX1186"), last_four("372395XXXXX9581")
    ('1186', '9581')
    """
    shown = number if number.isascii() and number.isalnum() else re.sub(r"[^0-9A-Za-z]", "", number)
    return shown[-4:] if len(shown) > 3 else ""


def payments(booking: "Booking", group: Group, owner: Traveller | None) -> None:
    """The payments of a traveller, or of the booking."""
    for ticket in (group, *group.all("ticket")):
        for below in ticket.all("payment"):
            _payment(booking, below, owner)


def _payment(booking: "Booking", group: Group, owner: Traveller | None) -> None:
    first = group.first
    if first is None:
        return
    shared: Cells = {"person": owner.identity if owner is not None else None}
    for segment in group.each("IFT"):
        if segment.get(0, 1) == "43":
            segment.mark((0, 1))
            texts = [
                value
                for element in range(1, len(segment.elements))
                for value in segment.take_element(element)
            ] + ["", "", ""]
            shared.update(
                payer=texts[0] or None,
                payer_address=texts[1] or None,
                payer_phone=" ".join(texts[2:]).strip() or None,
            )
        else:
            booking.free(segment, owner, None)
    for segment in group.each("ADD"):
        values = [
            value
            for element in range(1, len(segment.elements))
            for value in segment.take_element(element)[1:]
            if value
        ]
        shared["payer_address"] = (
            "\n".join(filter(None, (shared.get("payer_address"), ", ".join(values)))) or None
        )
    made = False
    for element in range(len(first.elements)):
        values = [*first.values(element), "", "", "", "", "", ""]
        if not any(values):
            continue
        made = True
        begin = element * WIDE
        first.mark((begin, begin + 2, begin + 3, begin + 4, begin + 5))
        booking.add(
            "payment",
            first,
            {
                "form": FORMS.get(values[0], values[0]),
                "amount": values[2] or None,
                "brand": values[3] or None,
                "last_four": last_four(values[4]) or None,
                "expires": values[5] or None,
                **shared,
            },
        )
    if not made and any(shared.get(column) for column in ("payer", "payer_address", "payer_phone")):
        booking.add("payment", first, shared)
