"""What of an admission nobody has answered yet, in the booking and in the person's file: one list and one
number, wherever it is shown."""

from tahqiq.desks.custody.bookings.gaps import unanswered
from tahqiq.desks.custody.bookings.record import Booking
from tahqiq.desks.custody.people.record import PersonFile

OF_FILE: tuple[tuple[str, str], ...] = (
    ("picture", "photograph"),
    ("mother", "mother"),
    ("born", "born"),
    ("document", "document"),
    ("fingerprints", "fingerprints"),
)
"""What every admission asks and the file keeps: the question, and the field in which its answer stands."""


def open_questions(body: Booking, file: PersonFile | None) -> list[str]:
    """The questions of an admission that are open, those of the file first; None: there is no file.

    >>> from tahqiq.desks.custody.bookings.record import BOOKING
    >>> open_questions(BOOKING.example, None)[:3]
    ['picture', 'mother', 'born']
    """
    found = [name for name, field in OF_FILE if not getattr(file, field, None)]
    found += unanswered(body)
    if not body.property_items:
        found.append("property_items")
    if body.children_asked and not getattr(file, "children", ""):
        found.append("children")
    if body.kin_asked and not getattr(file, "next_of_kin", ""):
        found.append("next_of_kin")
    return found
