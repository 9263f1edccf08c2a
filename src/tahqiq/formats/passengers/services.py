"""The texts of special services (SSR): travel document, visa, address, infant, as fields."""

import re

from tahqiq.formats.edifact.segments import Segment
from tahqiq.formats.passengers.moments import born, validity

TEXT = 8
"""The component of the first element in which the text of a service begins."""


def text_of(segment: Segment) -> str:
    """The free text of a service, with the separators that fell into it."""
    first = segment.elements[0] if segment.elements else []
    if len(first) == TEXT + 1:
        return segment.cells[0][TEXT]
    return segment.signs.component.join(first[TEXT:]).strip()


def traveller_of(segment: Segment) -> str:
    """The reference of the traveller to whom a service belongs, as ``1.1`` or ``2``; "" where none is
    named."""
    for found in segment.cells[1:]:
        if len(found) > 2 and found[2]:
            return found[2]
    return ""


def _fields(text: str, names: tuple[str, ...]) -> dict[str, str | None]:
    values = text.removeprefix("/").split("/")
    if len(values) > len(names):
        values[len(names) - 1 :] = [
            " ".join(value.strip() for value in values[len(names) - 1 :] if value.strip())
        ]
    return {name: value.strip() or None for name, value in zip(names, values, strict=False)}


def docs(text: str, sent: int) -> dict[str, str | None]:
    """A travel document (DOCS): ``/type/issuer/number/nationality/birth/sex/expiry/surname/given/further
    given``.

    >>> docs("/P/GBR/123456789/GBR/12JUL64/M/23AUG19/SMITH/JOHN", 2010)["birth"]
    '1964-07-12'
    """
    found = _fields(
        text,
        (
            "type",
            "issuer",
            "number",
            "nationality",
            "birth",
            "gender",
            "expires",
            "surname",
            "given",
            "further",
        ),
    )
    further = found.pop("further", None)
    found["given"] = " ".join(part for part in (found.get("given"), further) if part) or None
    found["birth"] = born(found.get("birth") or "", sent) or None
    found["expires"] = validity(found.get("expires") or "", sent) or None
    return found


def doco(text: str, sent: int) -> dict[str, str | None]:
    """A visa or another paper (DOCO): ``/place of birth/type/number/place of issue/day of issue/country it is
    for``."""
    found = _fields(text, ("birth_place", "type", "number", "place", "issued", "applies_to"))
    found["issued"] = validity(found.get("issued") or "", sent) or None
    return found


def doca(text: str) -> dict[str, str | None]:
    """An address (DOCA): ``/R or D/country/street/city/state/code``; ``what`` is residence or destination."""
    found = _fields(text, ("sort", "country", "street", "city", "state", "code"))
    what = {"R": "residence", "D": "destination"}.get((found.get("sort") or "").upper(), "address")
    lines = [found.get(name) for name in ("street", "city", "state", "code", "country")]
    if what == "address":
        lines.append(found.get("sort"))
    return {
        "what": what,
        "value": ", ".join(line for line in lines if line) or None,
        "city": found.get("city"),
        "country": found.get("country"),
    }


def infant(text: str, sent: int) -> dict[str, str | None]:
    """An infant on somebody's lap (INFT): ``surname/given/day of birth``."""
    found = _fields(text, ("surname", "given", "birth"))
    found["birth"] = born(found.get("birth") or "", sent) or None
    return found


def email(text: str) -> str:
    """An address as teletype writes it: ``//`` for @, ``..`` for an underscore, ``./`` for a hyphen.

    >>> email("MOLLY..LOBB//GMAIL.COM")
    'MOLLY_LOBB@GMAIL.COM'
    """
    return text.replace("./", "-").replace("..", "_").replace("//", "@")


def seats(text: str) -> list[str]:
    """Seats in one text, as older systems write them.

    >>> seats(".03BN03AN"), seats("15A")
    (['3B', '3A'], ['15A'])
    """
    return [seat(found) for found in re.findall(r"\d{1,3}[A-Z]", text)]


def seat(text: str) -> str:
    """A seat as it is written in the cabin; what is none stays as it is.

    >>> seat("074E"), seat("74E"), seat("INFANT")
    ('74E', '74E', 'INFANT')
    """
    found = re.fullmatch(r"0*([1-9]\d{0,2}[A-Z])", text.strip().upper())
    return found[1] if found else text


_TICKET = re.compile(r"\.?(?:INF)?(\d{3})[- ]?(\d{10}\d?)(?!\d)")


def ticket_number(text: str) -> str:
    """The ticket number that a service begins with; "" for free text.

    >>> ticket_number("INF1761234567891C1"), ticket_number("176-1234567891"), ticket_number("TICKETED")
    ('1761234567891', '1761234567891', '')
    """
    found = _TICKET.match(text)
    return f"{found[1]}{found[2]}" if found else ""


_NUMBER = re.compile(r"\+?\(?\d[\d ().-]{4,}\d")


def phones(text: str) -> tuple[list[str], bool]:
    """The telephone numbers in the text of a contact, and whether the text holds anything else.

    >>> phones("9647901234567/EN"), phones("+9647901234567"), phones("ASK THE AGENT")
    ((['9647901234567'], True), (['+9647901234567'], False), ([], True))
    """
    found = [one.strip() for one in _NUMBER.findall(text)]
    return found, bool(re.sub(r"[\s/,;-]", "", _NUMBER.sub("", text)))


def only_seats(text: str) -> bool:
    """Whether a text holds seats and nothing else but the letter behind each that says whether smoke was
    asked for.

    >>> only_seats(".03BN03AN"), only_seats("03B BY THE DOOR")
    (True, False)
    """
    return not re.sub(r"\d{1,3}[A-Z][NS]?|[.\s]", "", text)
