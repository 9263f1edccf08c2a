"""The travel documents of one traveller of a booking."""

from tahqiq.desks.passengers.travels.record import Rows


def own_documents(rows: Rows, row: int) -> list[dict[str, str]]:
    """The documents with a number of the traveller whose segment is ``row``; of everybody in the booking
    where the message does not say whose they are. Each as its message wrote it (number, type, issuer, expires
    …)."""
    own = {one.get("person") for one in rows.get("person", []) if one.get("row") == str(row)}
    return [
        one for one in rows.get("document", []) if one.get("number") and (not own or one.get("person") in own)
    ]
