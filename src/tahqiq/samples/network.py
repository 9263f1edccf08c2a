"""Who is who in the invented case: sixty people of interest, their roles, ties, telephones, vehicles,
companies, and what was planted."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, timezone
from random import Random

from tahqiq.samples.people import Person, Population
from tahqiq.samples.places import Ground
from tahqiq.samples.reserved_numbers import NETWORKS, Numbers

BAGHDAD = timezone(timedelta(hours=3), "+03:00")
"""Iraq has kept UTC+3 without summer time since 2008."""


def moment(month: int, day: int, hour: int = 0, minute: int = 0, second: int = 0) -> int:
    """Seconds since 1970 (UTC) of a local time of 2026."""
    return int(datetime(2026, month, day, hour, minute, second, tzinfo=BAGHDAD).timestamp())


START, END = moment(1, 1), moment(7, 1)
"""The six months that the order covers, local midnight to local midnight, as the story is written down."""
STORY_DAY = date(2026, 7, 6)
"""The day, a Monday, on which the story is written down: the case begins as it does then."""


def story_shift(day: date) -> timedelta:
    """How far the story moves so that ``day`` is in the week in which its case begins. Whole weeks, so that
    what happens on a Friday still does.

    >>> [story_shift(day).days for day in (date(2026, 7, 6), date(2026, 7, 12), date(2026, 12, 1))]
    [0, 0, 147]
    """
    return timedelta(weeks=(day - STORY_DAY).days // 7)


def local_time(t: int) -> datetime:
    """Local time of ``t`` (aware)."""
    return datetime.fromtimestamp(t, BAGHDAD)


def utc_time(t: int) -> datetime:
    """``t`` in UTC (aware)."""
    return datetime.fromtimestamp(t, UTC)


ROLES: tuple[tuple[str, int, bool], ...] = (
    # role, how many, in the north
    ("organiser", 1, False),
    ("lieutenant_baghdad", 1, False),
    ("lieutenant_north", 1, True),
    ("broker", 1, True),
    ("crossing_agent", 1, False),
    ("crossing_helper", 2, False),
    ("driver", 5, False),
    ("airport_handler", 1, True),
    ("airport_loader", 2, True),
    ("courier", 5, False),
    ("stash_keeper", 3, False),
    ("cook", 2, True),
    ("hawaladar", 3, False),
    ("accountant", 1, False),
    ("front_owner", 3, False),
    ("distributor_baghdad", 6, False),
    ("distributor_north", 5, True),
    ("recruiter", 1, False),
    ("forger", 1, True),
    ("fleet", 2, False),
    ("lookout", 4, True),
    ("supplier", 2, False),
    ("relative", 7, False),
)

ORDERED: tuple[tuple[str, str, int, int], ...] = (
    # key, role, index among that role, operator
    ("T01", "lieutenant_baghdad", 0, 1),
    ("T02", "lieutenant_north", 0, 0),
    ("T03", "broker", 0, 0),
    ("T04", "crossing_agent", 0, 1),
    ("T05", "driver", 0, 0),
    ("T06", "driver", 0, 0),
    ("T07", "stash_keeper", 0, 1),
    ("T08", "airport_handler", 0, 0),
    ("T09", "courier", 0, 1),
    ("T10", "courier", 0, 1),
    ("T11", "distributor_baghdad", 0, 1),
    ("T12", "distributor_north", 0, 0),
    ("T13", "organiser", 0, 0),
    ("T14", "hawaladar", 0, 0),
)


@dataclass
class Phone:
    """A telephone number with the handsets and SIM cards in it over time: (from, IMEI) and (from, IMSI),
    first entry from the start."""

    key: str
    e164: str
    operator: int
    user: str
    owner: str
    imeis: list[tuple[int, str]]
    imsis: list[tuple[int, str]]
    since: int
    until: int

    def imei(self, t: int) -> str:
        """The handset at ``t``."""
        return [value for since, value in self.imeis if since <= t or since == self.imeis[0][0]][-1]

    def imsi(self, t: int) -> str:
        """The SIM card at ``t``."""
        return [value for since, value in self.imsis if since <= t or since == self.imsis[0][0]][-1]


@dataclass
class Company:
    """A company of the invented register."""

    number: str
    name_ar: str
    name_en: str
    owners: tuple[str, ...]
    iban: str
    founded: str


@dataclass
class Case:
    """The invented case: people, phones, vehicles, companies, ground and the planted moments (seconds
    UTC)."""

    people: list[Person]
    roles: dict[str, str]
    crowd: list[Person]
    ground: Ground
    phones: dict[str, Phone] = field(default_factory=dict)
    by_person: dict[str, list[str]] = field(default_factory=dict)
    outsiders: list[Phone] = field(default_factory=list)
    plates: dict[str, str] = field(default_factory=dict)
    companies: list[Company] = field(default_factory=list)
    accounts: dict[str, str] = field(default_factory=dict)
    ties: list[tuple[str, str, str]] = field(default_factory=list)
    different: list[tuple[str, str]] = field(default_factory=list)
    change_at: int = 0
    handset_at: int = 0
    swap_at: int = 0
    lent: tuple[int, int] = (0, 0)
    meeting: tuple[int, int] = (0, 0)
    shift: timedelta = timedelta()

    @property
    def start(self) -> int:
        """When the period of the order begins, moved to the day of the case."""
        return START + int(self.shift.total_seconds())

    @property
    def end(self) -> int:
        """When the period of the order ends."""
        return END + int(self.shift.total_seconds())

    @property
    def span(self) -> tuple[int, int]:
        """Both of them."""
        return self.start, self.end

    def day(self, month: int, day: int, year: int = 2026) -> date:
        """A day of the story, moved to the day of the case."""
        return date(year, month, day) + self.shift

    def moment(self, month: int, day: int, hour: int = 0, minute: int = 0) -> int:
        """A moment of the story, moved to the day of the case, in seconds since 1970 (UTC)."""
        return moment(month, day, hour, minute) + int(self.shift.total_seconds())

    def period(self, form: str = "%Y/%m/%d") -> str:
        """The first and the last day that the order covers."""
        return f"{local_time(self.start):{form}} - {local_time(self.end - 1):{form}}"

    def role(self, role: str, index: int = 0) -> Person:
        """The ``index``-th person with that role."""
        return [person for person in self.people if self.roles[person.pid] == role][index]

    def person(self, pid: str) -> Person:
        """The person of interest with that id."""
        return self.people[int(pid[1:]) - 1]

    def phone_of(self, role: str, index: int = 0) -> Phone:
        """The first phone used by the person with that role."""
        return self.phones[self.by_person[self.role(role, index).pid][0]]


def build(rng: Random, scale: float, shift: timedelta = timedelta()) -> Case:
    """Draw the cast and everything that belongs to it; what happens is moved by ``shift``."""
    numbers = Numbers(rng)
    population = Population(rng, numbers)
    people: list[Person] = []
    roles: dict[str, str] = {}
    for role, count, north in ROLES:
        for index in range(count):
            female = role == "relative" and index < 4
            person = population.make(
                north=north, female=female, nickname=role not in ("relative", "supplier", "lookout")
            )
            people.append(person)
            roles[person.pid] = role
    crowd = [
        population.make(north=rng.random() < 0.3, female=rng.random() < 0.12)
        for _ in range(max(90, round(2940 * scale)))
    ]
    twins = [population.namesake(person) for person in people[:16:2]]
    case = Case(people, roles, crowd + twins, Ground(rng, (NETWORKS[0], NETWORKS[1]), shift), shift=shift)
    case.different = [(person.pid, twin.pid) for person, twin in zip(people[:16:2], twins, strict=True)]
    _moments(case, rng)
    _phones(case, rng, numbers, scale)
    _belongings(case, rng, numbers)
    _ties(case)
    return case


def _moments(case: Case, rng: Random) -> None:
    case.change_at = case.moment(4, rng.randrange(5, 20), 9)
    case.handset_at = case.moment(3, rng.randrange(3, 25), 12)
    case.swap_at = case.moment(5, rng.randrange(3, 25), 16)
    lent = case.moment(2, rng.randrange(8, 18))
    case.lent = (lent, lent + 3 * 86400)
    start = case.moment(rng.choice((3, 5)), rng.randrange(4, 27), 14, rng.randrange(20, 45))
    case.meeting = (start, start + 55 * 60)


def _add(case: Case, phone: Phone) -> None:
    case.phones[phone.key] = phone
    case.by_person.setdefault(phone.user, []).append(phone.key)


def _phones(case: Case, rng: Random, numbers: Numbers, scale: float) -> None:
    owners = {
        "T13": case.role("relative", 0).pid,
        "T06": case.role("relative", 1).pid,
        "T10": case.role("relative", 4).pid,
        "T09": case.role("relative", 2).pid,
    }
    for key, role, index, operator in ORDERED:
        user = case.role(role, index).pid
        _add(
            case,
            Phone(
                key,
                numbers.phone(operator),
                operator,
                user,
                owners.get(key, user),
                [(case.start, numbers.imei())],
                [(case.start, numbers.imsi(operator))],
                *case.span,
            ),
        )
    phones = case.phones
    phones["T09"].until = case.change_at - 20 * 3600
    phones["T10"].since = case.change_at
    phones["T11"].imeis.append((case.handset_at, numbers.imei()))
    phones["T12"].imsis.append((case.swap_at, numbers.imsi(0)))
    own = phones["T14"].imeis[0][1]
    phones["T14"].imeis += [(case.lent[0], phones["T03"].imeis[0][1]), (case.lent[1], own)]
    phones["T08"].since = case.start - 10 * 86400
    for person in case.people:
        if person.pid in case.by_person:
            continue
        abroad = case.roles[person.pid] == "supplier"
        operator = -1 if abroad else rng.choice((0, 1))
        number = numbers.foreign() if abroad else numbers.phone(rng.choice((operator, 2)))
        sim = [] if abroad else [(case.start, numbers.imsi(operator))]
        _add(
            case,
            Phone(
                f"N{person.pid}",
                number,
                operator,
                person.pid,
                person.pid,
                [(case.start, numbers.imei())],
                sim,
                *case.span,
            ),
        )
    shared = case.role("driver", 1), case.role("driver", 2)
    case.by_person[shared[1].pid].append(case.by_person[shared[0].pid][0])
    for index in range(max(150, round(1000 * scale))):
        owner = case.crowd[index % len(case.crowd)].pid
        operator = rng.choice((0, 1))
        block = rng.choice((operator, operator, 2))
        case.outsiders.append(
            Phone(
                f"B{index:04d}",
                numbers.phone(block),
                operator,
                owner,
                owner,
                [(case.start, numbers.imei())],
                [(case.start, numbers.imsi(operator))],
                *case.span,
            )
        )


def _belongings(case: Case, rng: Random, numbers: Numbers) -> None:
    for role, index in (
        ("driver", 0),
        ("driver", 1),
        ("driver", 2),
        ("driver", 3),
        ("fleet", 0),
        ("fleet", 1),
        ("organiser", 0),
        ("lieutenant_north", 0),
        ("lieutenant_baghdad", 0),
        ("courier", 0),
        ("broker", 0),
    ):
        case.plates[case.role(role, index).pid] = numbers.plate()
    names = [
        ("شركة نخيل السدرة للتجارة العامة", "Nakheel Al-Sidra General Trading"),
        ("شركة جسر الرافد للنقل البري", "Jisr Al-Rafid Land Transport"),
        ("مكتب كۆچ للسياحة والسفر", "Koch Travel and Tourism"),
    ]
    for index, (name_ar, name_en) in enumerate(names):
        owners = (
            case.role("front_owner", index).pid,
            case.role("relative", 5).pid if index == 0 else case.role("accountant").pid,
        )
        case.companies.append(
            Company(
                f"SMP-{10000 + rng.randrange(90000)}",
                name_ar,
                name_en,
                owners,
                numbers.iban(),
                f"20{rng.randrange(15, 24)}-0{rng.randrange(1, 10)}-1{rng.randrange(10)}",
            )
        )
    for role in ("accountant", "broker", "hawaladar", "airport_handler"):
        case.accounts[case.role(role).pid] = numbers.iban()


def _ties(case: Case) -> None:
    """Person-to-person ties (a, b, kind): few for the organiser, many and across all groups for the
    broker."""

    def tie(a: Person, b: Person, kind: str) -> None:
        if a.pid != b.pid and (a.pid, b.pid, kind) not in case.ties:
            case.ties.append((a.pid, b.pid, kind))

    boss, first, second, broker = (
        case.role(role) for role in ("organiser", "lieutenant_baghdad", "lieutenant_north", "broker")
    )
    tie(boss, first, "directs")
    tie(boss, second, "directs")
    tie(boss, case.role("accountant"), "directs")
    tie(boss, case.role("relative", 0), "family")
    tie(boss, case.role("relative", 5), "family")
    for role, count, _ in ROLES:
        for index in range(count):
            person = case.role(role, index)
            if role in ("crossing_agent", "stash_keeper", "distributor_baghdad", "fleet", "recruiter"):
                tie(first, person, "works for")
            if role in ("airport_handler", "cook", "distributor_north", "lookout"):
                tie(second, person, "works for")
            if role in (
                "crossing_agent",
                "driver",
                "courier",
                "airport_handler",
                "hawaladar",
                "forger",
                "supplier",
                "distributor_north",
                "stash_keeper",
                "front_owner",
            ):
                tie(broker, person, "arranges with")
            if role in ("driver", "crossing_helper"):
                tie(case.role("crossing_agent"), person, "works with")
            if role == "airport_loader":
                tie(case.role("airport_handler"), person, "works with")
            if role == "courier":
                tie(case.role("recruiter"), person, "recruited")
            if role in ("front_owner", "hawaladar"):
                tie(case.role("accountant"), person, "keeps books for")
    for index in range(5):
        tie(case.role("driver", index), case.role("fleet", index % 2), "drives for")
        tie(case.role("courier", index), case.role("airport_loader", index % 2), "hands over to")
        tie(case.role("distributor_baghdad", index), case.role("stash_keeper", index % 3), "collects from")
    for index in (1, 2):
        tie(case.role("relative", index), case.role(("driver", "courier")[index - 1]), "family")
    tie(case.role("relative", 4), case.role("courier"), "family")
    tie(first, broker, "works with")
    tie(second, broker, "works with")
