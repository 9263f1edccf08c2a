"""The days of an instrument, and the quantities that its sequences measured."""

from tahqiq.desk import Desktop
from tahqiq.desks.lab.instruments.record import DAY, Day


def days_of(at: Desktop, instrument: str) -> list[Day]:
    """An instrument's sequences, oldest first; at most the last five hundred."""
    return [
        one.body
        for one in reversed(
            at.records(DAY).find({"instrument": instrument}, order="when", descending=True, limit=500).records
        )
    ]


def former(at: Desktop, instrument: str, without: str = "") -> dict[str, list[float]]:
    """The quantities of an instrument's former sequences by name, oldest first; ``without`` one of them."""
    found: dict[str, list[float]] = {}
    for one in days_of(at, instrument):
        if one.sequence != without and one.in_control:
            for name, values in one.quantities.items():
                found.setdefault(name, []).extend(values)
    return found
