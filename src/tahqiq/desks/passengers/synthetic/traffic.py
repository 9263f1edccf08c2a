"""A year of invented bookings for three airports, in the syntax of PNRGOV, with couriers and trafficked
minors among them and the truth beside: for trying rules and the reader.

It is made by us and knows what our rules ask: what is measured on it says how a rule behaves on such traffic,
not how it would on anybody's real one.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

AIRPORTS = ("BGW", "BSR", "EBL")


ABROAD = ("IST", "DXB", "AMM", "BEY", "DOH")


GIVEN = (
    "MOHAMMED",
    "AHMED",
    "ALI",
    "HUSSEIN",
    "SARA",
    "ZAINAB",
    "MARYAM",
    "OMAR",
    "LAITH",
    "NOOR",
    "HASAN",
    "HUDA",
    "YOUSIF",
    "RANA",
    "SALAM",
    "DINA",
)


FAMILY = (
    "ALSAMPLE",
    "ALTEST",
    "ALMITHAL",
    "ALNAMUDHAJ",
    "ALTAJRIBA",
    "ALFARDI",
    "ALBAYAN",
    "ALKHAYALI",
    "ALMAWQI",
    "ALWAHMI",
    "ALQISSA",
    "ALRIWAYA",
)


SORTS = ("family", "business", "worker", "group", "late", "mother")


WEIGHTS = (25, 20, 25, 10, 13, 7)
"""Of ordinary bookings, in hundredths: families; people sent by a firm; single ones without return; groups of
an agency; late ones; mothers, who keep their own name, with a child."""


COURIERS, MINORS = 0.002, 0.001
"""The shares of bookings that are of a ring of couriers, and of a minor with a stranger."""


@dataclass(slots=True)
class Someone:
    """A traveller: name, year of birth, sex, passport; ``planted`` is courier or minor, "" for everybody
    else."""

    family: str
    given: str
    born: date
    sex: str
    passport: str
    planted: str = ""


@dataclass(slots=True)
class Booked:
    """One booking."""

    locator: str
    people: list[Someone]
    made: date
    leaves: date
    home: str
    abroad: str
    back: date | None
    agency: str
    cash: bool
    payer: str
    phone: str
    flyer: bool
    bags: int


@dataclass(slots=True)
class Traffic:
    """The bookings, and the passports of those who were planted, by what they are."""

    bookings: list[Booked] = field(default_factory=list)
    planted: dict[str, set[str]] = field(default_factory=lambda: {"courier": set(), "minor": set()})


class _Maker:
    def __init__(self, dice: Random, year: int) -> None:
        self.dice, self.first, self.made = dice, date(year, 1, 1), 0
        self.known: list[Booked] = []

    def someone(self, age: tuple[int, int], family: str = "", planted: str = "") -> Someone:
        dice = self.dice
        self.made += 1
        born = date(self.first.year - dice.randint(*age), dice.randint(1, 12), dice.randint(1, 28))
        return Someone(
            family or dice.choice(FAMILY),
            dice.choice(GIVEN),
            born,
            dice.choice("MF"),
            f"X{self.made:07d}",
            planted,
        )

    def booked(
        self,
        people: list[Someone],
        lead: tuple[int, int],
        stay: tuple[int, int] | None,
        agency: str = "",
        **more: object,
    ) -> Booked:
        dice = self.dice
        leaves = more.pop("leaves", None)
        leaves = leaves if isinstance(leaves, date) else self.first + timedelta(days=dice.randrange(365))
        self.made += 1
        given: dict[str, object] = {
            "cash": False,
            "payer": "",
            "phone": f"96477{dice.randrange(10**8):08d}",
            "flyer": dice.random() < 0.08,
            "bags": dice.randint(0, 2),
        }
        return Booked(
            _locator(self.made),
            people,
            leaves - timedelta(days=dice.randint(*lead)),
            leaves,
            dice.choice(AIRPORTS),
            dice.choice(ABROAD),
            leaves + timedelta(days=dice.randint(*stay)) if stay else None,
            agency or f"9{dice.randrange(400):07d}",
            **{**given, **more},  # type: ignore[arg-type]
        )

    def ordinary(self) -> list[Booked]:
        dice = self.dice
        sort = dice.choices(SORTS, WEIGHTS)[0]
        if sort == "family":
            family = dice.choice(FAMILY)
            people = [
                self.someone((25, 55), family),
                *(self.someone((1, 16), family) for _ in range(dice.randint(1, 3))),
            ]
            return [self.booked(people, (10, 90), (5, 30), bags=dice.randint(1, 2))]
        if sort == "business":
            return [
                self.booked(
                    [self.someone((25, 60))],
                    (0, 12),
                    (1, 6),
                    payer="SAMPLE TRADING",
                    flyer=dice.random() < 0.55,
                )
            ]
        if sort == "worker":
            return [self.booked([self.someone((20, 45))], (3, 40), None, cash=dice.random() < 0.5)]
        if sort == "group":
            phone, agency, leaves = (
                f"96478{dice.randrange(10**8):08d}",
                f"9{dice.randrange(400):07d}",
                self.first + timedelta(days=dice.randrange(365)),
            )
            return [
                self.booked(
                    [self.someone((30, 75))], (1, 45), (6, 20), agency, phone=phone, cash=True, leaves=leaves
                )
                for _ in range(dice.randint(4, 9))
            ]
        if sort == "late":
            fresh = dice.random() < 0.05  # new agencies have honest customers too
            agency = f"8{dice.randrange(10**7):07d}" if fresh else ""
            return [
                self.booked(
                    [self.someone((20, 60))],
                    (0, 3),
                    (2, 9),
                    agency,
                    cash=dice.random() < 0.4,
                    flyer=dice.random() < 0.2,
                )
            ]
        one_way = dice.random() < 0.25
        again: dict[str, object] = (
            {"phone": dice.choice(self.known).phone} if self.known and dice.random() < 0.08 else {}
        )
        return [
            self.booked(
                [self.someone((22, 45)), self.someone((1, 16))],
                (2, 60),
                None if one_way else (5, 40),
                "",
                **again,
            )
        ]

    def again(self) -> Booked | None:
        """Somebody who travelled before, with the same passport and telephone."""
        before = self.dice.choice(self.known) if self.known else None
        if before is None or any(one.planted for one in before.people):
            return None
        return self.booked(
            before.people,
            (1, 60),
            (3, 20),
            before.agency,
            phone=before.phone,
            payer=before.payer,
            flyer=before.flyer,
        )

    def ring(self) -> list[Booked]:
        """Couriers of one ring: an agency that appears with them, one telephone, cash or the card of another;
        some do not fit the picture."""
        dice = self.dice
        begins, agency, phone = (
            self.first + timedelta(days=dice.randrange(20, 330)),
            f"7{dice.randrange(10**7):07d}",
            f"96479{dice.randrange(10**8):08d}",
        )
        made = []
        for _ in range(dice.randint(3, 6)):
            odd = dice.random()
            more: dict[str, object] = {
                "cash": dice.random() < 0.6,
                "payer": "ANOTHER PAYER",
                "phone": phone,
                "flyer": odd < 0.05,
                "leaves": begins + timedelta(days=dice.randrange(25)),
            }
            if 0.05 <= odd < 0.12:
                more["phone"] = f"96477{dice.randrange(10**8):08d}"
            made.append(
                self.booked(
                    [self.someone((19, 45), planted="courier")],
                    (4, 9) if 0.12 <= odd < 0.2 else (0, 2),
                    (2, 4),
                    agency,
                    **more,
                )
            )
        return made

    def trafficked(self) -> list[Booked]:
        """Minors whom strangers take away, several under one telephone."""
        dice, made = self.dice, []
        phone, begins = (
            f"96475{dice.randrange(10**8):08d}",
            self.first + timedelta(days=dice.randrange(10, 340)),
        )
        for _ in range(dice.randint(2, 4)):
            adult = self.someone((28, 50))
            minor = self.someone(
                (11, 16), dice.choice([one for one in FAMILY if one != adult.family]), "minor"
            )
            odd = dice.random()
            stay, lead = ((4, 9) if odd < 0.1 else None), ((9, 20) if 0.1 <= odd < 0.2 else (0, 5))
            made.append(
                self.booked(
                    [adult, minor],
                    lead,
                    stay,
                    cash=True,
                    flyer=False,
                    phone=phone,
                    leaves=begins + timedelta(days=dice.randrange(20)),
                )
            )
        return made


def traffic(count: int, seed: int, year: int = 2026) -> Traffic:
    """About ``count`` bookings; the same seed gives the same ones."""
    maker, found = _Maker(Random(f"{seed}/traffic"), year), Traffic()  # noqa: S311  # invented data, no secret
    while len(found.bookings) < count:
        chance = maker.dice.random()
        again = maker.again() if 0.5 < chance < 0.62 else None
        some = (
            maker.ring()
            if chance < COURIERS / 4.5
            else maker.trafficked()
            if chance < (COURIERS / 4.5 + MINORS / 3)
            else [again]
            if again
            else maker.ordinary()
        )
        found.bookings += some
        maker.known += some[:1]
    for booked in found.bookings:
        for one in booked.people:
            if one.planted:
                found.planted[one.planted].add(one.passport)
    found.bookings.sort(key=lambda one: (one.leaves, one.locator))
    return found


def messages(made: Traffic, batch: int = 50, sent: date | None = None) -> Iterator[str]:
    """The bookings as PNRGOV messages, one for each flight and day and ``batch`` bookings at the most, sent
    late on the day ``sent``, or else on the eve of the flight."""
    flights: dict[tuple[date, str, str], list[Booked]] = {}
    for booked in made.bookings:
        flights.setdefault((booked.leaves, booked.home, booked.abroad), []).append(booked)
    number = 0
    for (day, home, abroad), found in flights.items():
        for start in range(0, len(found), batch):
            some, number = found[start : start + batch], number + 1
            leg = _leg(day, home, abroad)
            lines = [
                f"UNB+IATA:1+ZZ+PIU+{sent or day - timedelta(days=1):%y%m%d}:2300+{number}",
                f"UNH+{number}+PNRGOV:13:1:IA",
                "MSG+:22",
                "ORG+ZZ:IST",
                f"TVL+{leg}",
                f"EQN+{len(some)}",
                *(line for one in some for line in _segments(one)),
            ]
            yield "'".join([*lines, f"UNT+{len(lines)}+{number}", f"UNZ+1+{number}"]) + "'"


def _segments(one: Booked) -> Iterator[str]:
    yield "SRC"
    yield f"RCI+ZZ:{one.locator}::{one.made:%d%m%y}:1010"
    yield f"ORG+ZZ:IST+{one.agency}:A01+BGW++T+IQ:IQD+A0001"
    yield f"SSR+CTCM:HK:1:ZZ:::::{one.phone}"
    for no, person in enumerate(one.people, 1):
        age = "A" if person.born.year < one.leaves.year - 12 else "C"
        yield f"TIF+{person.family}+{person.given}:{age}:{no}"
        if one.flyer and no == 1:
            yield "FTI+ZZ:400001:::GOLD"
        yield (
            f"SSR+DOCS:HK:1:ZZ:::::P/IRQ/{person.passport}/IRQ/{person.born:%d%b%y}/{person.sex}/01JAN31/"
            f"{person.family}/{person.given}+::{no}"
        ).upper()
        yield f"TKT+176{person.passport[1:]}:T:1"
        if no == 1:
            yield (
                "FOP+CA:3:450"
                if one.cash
                else f"FOP+CC:3:450:VI:XXXXXXXXXXXX{int(person.passport[-4:]):04d}:1228"
            )
            if one.payer and not one.cash:
                yield f"IFT+4:43+{one.payer}+BAGHDAD"
    yield f"TVL+{_leg(one.leaves, one.home, one.abroad)}:Y"
    yield f"RPI+{len(one.people)}+HK"
    for no, person in enumerate(one.people, 1):
        if one.bags and no == 1:
            yield f"DAT+2:{one.leaves - timedelta(days=1):%d%m%y}:2200"
            yield f"TRI++22:::{no}"
            yield f"TIF+{person.family}+{person.given}:A:{no}"
            yield f"TBD++{one.bags}:{one.bags * 20}:700"
    if one.back:
        yield f"TVL+{_leg(one.back, one.abroad, one.home)}:Y"
        yield f"RPI+{len(one.people)}+HK"


def _leg(day: date, origin: str, destination: str) -> str:
    number = 400 + (ABROAD + AIRPORTS).index(destination)
    return f"{day:%d%m%y}:0930:{day:%d%m%y}:1215+{origin}+{destination}+ZZ+{number}"


def _locator(no: int) -> str:
    signs = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
    return "".join(signs[no // len(signs) ** place % len(signs)] for place in range(6))
