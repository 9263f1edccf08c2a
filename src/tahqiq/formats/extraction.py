"""Records of a phone extraction, whatever file they come in: kinds, columns, and the rules for direction and
parties.

Every record keeps ``deleted`` as the tool says it (``Intact``, ``Deleted``, ``Yes``, ``Recovered`` …; None
when it says nothing), ``app`` (where on the phone it was found), ``account``, ``owner`` (the party marked as
the phone's owner), ``device_number`` (the number the report gives for the phone itself; None when it gives
none or it stands after the records) and ``more`` (fields without a column here, ``name: value``, one a line).
Times stand in ``time_text`` as written, with the offset if the tool gave one. Several identifiers in one
column stand one a line. ``from`` and ``to`` hold numbers or user names; the names saved with them stand in
``from_name`` and ``to_name``. Passwords that a tool found are not delivered; they stand in the original.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

_TAIL = ("app", "account", "owner", "device_number", "deleted", "more")
_NUMBER_NAMES = frozenset(
    ["msisdn", "msisdn 1", "phone number", "own number", "owner number", "deviceinfophonenumber"]
)
DEVICE = "extraction.device"
CONTACT = "extraction.contact"
CALL = "extraction.call"
MESSAGE = "extraction.message"
LOCATION = "extraction.location"
ACCOUNT = "extraction.account"
OTHER = "extraction.other"
COLUMNS: dict[str, tuple[str, ...]] = {
    DEVICE: ("section", "name", "value", "extraction"),
    CONTACT: (
        "id",
        "name",
        "phones",
        "emails",
        "user_ids",
        "addresses",
        "organization",
        "group",
        "notes",
        "time_text",
        *_TAIL,
    ),
    CALL: (
        "id",
        "time_text",
        "direction",
        "duration",
        "status",
        "from",
        "from_name",
        "to",
        "to_name",
        "country",
        "network",
        "video",
        *_TAIL,
    ),
    MESSAGE: (
        *(
            "id",
            "medium",
            "chat_id",
            "chat_name",
            "participants",
            "time_text",
            "direction",
            "folder",
            "status",
            "from",
            "from_name",
            "to",
            "to_name",
        ),
        *("subject", "body", "attachments", *_TAIL),
    ),
    LOCATION: (
        "id",
        "time_text",
        "end_text",
        "latitude",
        "longitude",
        "elevation",
        "precision",
        "name",
        "address",
        "category",
        *_TAIL,
    ),
    ACCOUNT: (
        "id",
        "name",
        "username",
        "service",
        "emails",
        "phones",
        "user_ids",
        "time_text",
        "notes",
        *_TAIL,
    ),
    OTHER: ("id", "model", "name", "time_text", "value", *_TAIL),
}
_INCOMING = frozenset(["incoming", "inbox", "received", "missed", "وارد", "واردة", "فائتة"])
_OUTGOING = frozenset(["outgoing", "sent", "outbox", "dialed", "dialled", "صادر", "صادرة", "مرسل"])
_PARTY = re.compile(
    r"^\s*(?:(From|To|General|Participant|من|إلى)\s*:)?\s*(\+?[\d()][\d\s().-]{2,}\d|\S+)\s*(.*)$", re.I
)
_OWNER = re.compile(r"\((?:owner|المالك)\)", re.I)


@dataclass(frozen=True, slots=True)
class Party:
    """One end of a call or message: ``role`` is ``from``, ``to`` or empty."""

    identifier: str = ""
    name: str = ""
    role: str = ""
    owner: bool = False


@dataclass(slots=True)
class Ends:
    """Who stands on which side of an event, as columns."""

    parties: Sequence[Party]
    direction: str | None = None
    columns: dict[str, str | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        side = way(self.direction)
        sides: dict[str, list[Party]] = {"from": [], "to": []}
        for party in self.parties:
            role = party.role or _role(party, side)
            if role:
                sides[role].append(party)
        for role, found in sides.items():
            self.columns[role] = lines(party.identifier for party in found)
            self.columns[f"{role}_name"] = lines(party.name for party in found)
        self.columns["owner"] = lines(party.identifier or party.name for party in self.parties if party.owner)
        self.columns["direction"] = self.direction or _from_owner(self.parties)


def way(text: str | None) -> str:
    """``in``, ``out`` or empty for a direction, folder or call type as a tool writes it.

    >>> way("Incoming"), way("Sent"), way("Unknown")
    ('in', 'out', '')
    """
    word = (text or "").strip().lower()
    return "in" if word in _INCOMING else "out" if word in _OUTGOING else ""


def _role(party: Party, side: str) -> str:
    """The other party stands at the far end of the direction, the owner at the near one."""
    if not side:
        return ""
    return "from" if (side == "in") != party.owner else "to"


def _from_owner(parties: Sequence[Party]) -> str | None:
    roles = {party.role for party in parties if party.owner}
    return "Outgoing" if roles == {"from"} else "Incoming" if roles == {"to"} else None


def is_number_name(name: str | None) -> bool:
    """Whether an entry of the device information names the phone's own number.

    >>> is_number_name("MSISDN"), is_number_name("IMEI")
    (True, False)
    """
    return (name or "").strip().lower() in _NUMBER_NAMES


def lines(values: Iterable[str | None]) -> str | None:
    """The different texts among ``values`` one a line, in order; None when there are none."""
    found = dict.fromkeys(value for value in values if value)
    return "\n".join(found) or None


def parties_of(text: str | None) -> list[Party]:
    """The parties a report writes into one cell, one a line: ``From: +964… Name``, ``To: … (owner)``.

    >>> parties_of("From: 9647700000001 Ali")
    [Party(identifier='9647700000001', name='Ali', role='from', owner=False)]
    """
    found = []
    for line in re.split(r"[\r\n]+", (text or "").replace("_x000d_", "")):
        owner = _OWNER.search(line) is not None
        match = _PARTY.match(_OWNER.sub("", line))
        if match:
            role = {"from": "from", "من": "from", "to": "to", "إلى": "to"}.get(
                (match.group(1) or "").lower(), ""
            )
            found.append(Party(match.group(2), match.group(3).rstrip(), role, owner))
    return found
