"""What a rule compares a booking with: the stored past, counted once. Contacts, cards and documents are
counted by their keyed digests, never kept as they are."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from statistics import median

from tahqiq.desks.passengers.travels.record import Travel

Row = dict[str, str]
Secret = Callable[[str, str], str]
"""The digest of a value of a kind."""


@dataclass(slots=True)
class Past:
    """The stored bookings, as rules ask of them. ``secret`` makes digests."""

    secret: Secret
    shared: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    holders: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    agencies: dict[str, date] = field(default_factory=dict)
    leads: dict[str, dict[str, int]] = field(default_factory=lambda: defaultdict(dict))
    cases: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    _usual: dict[str, float | None] = field(default_factory=dict)

    def add(self, body: Travel) -> None:
        """Count a booking or a traveller of a list; counting the same again changes nothing."""
        for what, value in contacts(body):
            self.shared[self.secret(what, value)].add(body.key)
        for row in body.rows.get("document", []):
            if row.get("number"):
                document = self.secret("document", row["number"])
                self.shared[document].add(f"{body.departs[:10]} {body.key}")
                self.holders[document].add(self.secret("surname", row.get("surname", "")))
        for row in body.rows.get("booking", []):
            created = day(row.get("created", ""))
            name = agency(row)
            if name and created:
                first = self.agencies.get(name)
                self.agencies[name] = min(first, created) if first else created
            lead = days(row.get("created", ""), body.departs)
            if lead is not None:
                self.leads[route(body)][body.key] = lead
                self._usual.pop(route(body), None)

    def known(self, case: str, what: str, value: str) -> None:
        """A telephone, e-mail or document of somebody in an open case."""
        self.cases[self.secret(what, _plain(value, what))].add(case)

    def open_cases(self, body: Travel) -> int:
        """In how many cases something of a booking is known: how it is reached, or a document in it."""
        numbers = (
            (("document", row["number"])) for row in body.rows.get("document", []) if row.get("number")
        )
        return len(
            {
                case
                for what, value in (*contacts(body), *numbers)
                for case in self.cases.get(self.secret(what, value), ())
            }
        )

    def others(self, what: str, value: str, key: str) -> int:
        """In how many other bookings a value stands."""
        return len(self.shared.get(self.secret(what, value), set()) - {key})

    def usual_lead(self, body: Travel) -> float | None:
        """The median of the days from booking to departure on its route; None where fewer than five bookings
        say."""
        name = route(body)
        if name not in self._usual:
            found = self.leads.get(name, {}).values()
            self._usual[name] = median(found) if len(found) >= 5 else None
        return self._usual[name]


def gathered(bodies: Iterable[Travel], secret: Secret) -> Past:
    """The past of some bookings."""
    made = Past(secret)
    for body in bodies:
        made.add(body)
    return made


def contacts(body: Travel) -> Iterator[tuple[str, str]]:
    """Telephones, e-mails, addresses and cards of a booking, each with its kind."""
    for row in body.rows.get("contact", []):
        if row.get("value") and row.get("what") in ("phone", "email", "address"):
            yield row["what"], _plain(row["value"], row["what"])
    for row in body.rows.get("person", []):
        for what in ("phone", "email", "address"):
            if row.get(what):
                yield what, _plain(row[what], what)
    for row in body.rows.get("payment", []):
        if row.get("last_four"):
            yield (
                "card",
                " ".join(
                    (
                        row.get("brand", ""),
                        row["last_four"],
                        row.get("expires", ""),
                        _plain(row.get("payer", "")),
                    )
                ),
            )


def _plain(text: str, what: str = "") -> str:
    """A value as it is compared: of a telephone its digits without the zeros before the country's."""
    if what == "document":
        return text
    digits = "".join(sign for sign in text if sign.isdecimal()).lstrip("0") if what == "phone" else ""
    return digits or " ".join(text.casefold().split())


def agency(booking: Row) -> str:
    """How an agency is known: by its number, otherwise by its name; "" for none."""
    return booking.get("agency_number") or booking.get("agency") or ""


def route(body: Travel) -> str:
    """From where to where a booking leads."""
    return f"{body.origin} {body.destination}"


def day(text: str) -> date | None:
    """The day of an ISO text; None for none."""
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def days(first: str, last: str) -> int | None:
    """The days between two ISO texts; None where one is none."""
    one, other = day(first), day(last)
    return (other - one).days if one and other else None
