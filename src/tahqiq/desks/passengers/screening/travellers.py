"""Who is compared: one person of a message."""

from tahqiq.desks.passengers.airline_messages.messages import Message, Row
from tahqiq.desks.passengers.screening.matching import Traveller


def traveller_of(found: Message, person: Row) -> Traveller:
    """What is known of one person of a message: the names in it, also in the script of the country, and in
    the travel documents, day of birth, document numbers, sex."""
    papers = [one for one in found.of("document") if one["person"] == person["person"]]
    names = [
        person["name"],
        person.get("native"),
        *(" ".join(filter(None, (one.get("given"), one.get("surname")))) for one in papers),
    ]
    gender = (person["gender"] or "").upper()[:1]
    return Traveller(
        tuple(dict.fromkeys(name for name in names if name)),
        (person["birth"] or "").split("\n")[0],
        tuple(dict.fromkeys(one["number"] for one in papers if one["number"])),
        {"M": "male", "F": "female"}.get(gender, ""),
    )
