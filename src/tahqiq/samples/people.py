"""Invented people and the ways their names are spelled from source to source."""

from dataclasses import dataclass
from datetime import date
from random import Random

from tahqiq.samples.pools import (
    FEMALE,
    KURDISH,
    KURDISH_SURNAMES,
    MALE,
    NICKNAMES,
    SONS,
    STREETS_BAGHDAD,
    STREETS_NORTH,
    SURNAMES,
    Part,
)
from tahqiq.samples.reserved_numbers import Numbers


@dataclass(frozen=True, slots=True)
class Person:
    """One invented person. ``chain`` is own name, father, grandfather, great-grandfather; ``born`` may be a
    default day (1 July)."""

    pid: str
    chain: tuple[Part, Part, Part, Part]
    surname: Part
    mother: tuple[Part, Part]
    son: Part
    born: date
    female: bool
    north: bool
    document: str
    address: str
    nickname: str = ""
    nickname_en: str = ""

    @property
    def ar(self) -> str:
        """The official four-part name and surname in Arabic letters."""
        return " ".join(part.ar for part in (*self.chain, self.surname))

    @property
    def latin(self) -> str:
        """Own name, father's name, surname with the usual Latin spellings."""
        return " ".join(part.latin[0] for part in (self.chain[0], self.chain[1], self.surname))

    @property
    def ckb(self) -> str:
        """The name in Sorani letters, Arabic letters where a part has no Sorani spelling."""
        return " ".join(part.ckb or part.ar for part in (self.chain[0], self.chain[1], self.surname))

    @property
    def kunya(self) -> str:
        """أبو or أم with the name of a son."""
        return f"{'أم' if self.female else 'أبو'} {self.son.ar}"

    @property
    def kunya_en(self) -> str:
        """The kunya in Latin letters."""
        return f"{'Umm' if self.female else 'Abu'} {self.son.latin[0]}"

    @property
    def short_ar(self) -> str:
        """Own name, father's name and surname in Arabic letters."""
        return f"{self.chain[0].ar} {self.chain[1].ar} {self.surname.ar}"

    @property
    def two_ar(self) -> str:
        """Own name and surname in Arabic letters."""
        return f"{self.chain[0].ar} {self.surname.ar}"

    @property
    def mother_ar(self) -> str:
        """The mother's name and her father's."""
        return f"{self.mother[0].ar} {self.mother[1].ar}"


def spell_ar(name: str, rng: Random) -> str:
    """An Arabic name as a clerk might type it: hamza left out, final ta marbuta or alef maqsura changed,
    compounds joined.

    >>> spell_ar("علي", Random(0))
    'علي'
    """
    text = name
    if rng.random() < 0.5:
        text = text.translate(str.maketrans("أإآ", "ااا"))
    if rng.random() < 0.3:
        text = " ".join(word[:-1] + "ه" if word.endswith("ة") else word for word in text.split(" "))
    if rng.random() < 0.15:
        text = " ".join(
            word[:-1] + "ى" if word.endswith("ي") and len(word) > 3 else word for word in text.split(" ")
        )
    if rng.random() < 0.4:
        text = text.replace("عبد ال", "عبدال")
    return text


def spell_latin(person: Person, rng: Random, parts: int = 3) -> str:
    """The name in Latin letters with spellings as one meets them; ``parts`` 2 leaves the father out, 4 adds a
    generation."""
    chain = {2: person.chain[:1], 3: person.chain[:2], 4: person.chain[:3]}[parts]
    return " ".join(rng.choice(part.latin) for part in (*chain, person.surname))


def spell_travel(person: Person, rng: Random) -> str:
    """As in a booking: SURNAME/GIVENFATHER TITLE, letters A to Z only.

    The Latin spelling loses hyphens, quotes and accents.
    """
    surname = _bare(rng.choice(person.surname.latin))
    given = _bare(rng.choice(person.chain[0].latin)) + _bare(rng.choice(person.chain[1].latin))
    return f"{surname}/{given} {'MRS' if person.female else 'MR'}"


def _bare(text: str) -> str:
    table = str.maketrans("êîûşçÊÎÛŞÇ", "eiuscEIUSC")
    return "".join(char for char in text.translate(table).upper() if char.isalpha())


class Population:
    """Makes people one after the other; the first ones are the people of interest."""

    def __init__(self, rng: Random, numbers: Numbers) -> None:
        self._rng, self._numbers = rng, numbers
        self._count = 0
        self._nicknames = list(NICKNAMES)
        rng.shuffle(self._nicknames)
        self._official: set[str] = set()

    def make(self, *, north: bool, female: bool = False, nickname: bool = False) -> Person:
        """One new person whose official name nobody else has."""
        while True:
            person = self._draw(north, female, nickname=False)
            if person.ar not in self._official:
                break
        self._official.add(person.ar)
        self._count += 1
        nick = self._nicknames.pop() if nickname and self._nicknames else ("", "")
        return _numbered(person, f"P{self._count:04d}", nick, self._numbers.document())

    def namesake(self, person: Person) -> Person:
        """Another person with the same own, father's and surname but another grandfather, mother and birth
        date: never to be merged."""
        other = self.make(north=person.north, female=person.female)
        chain = (person.chain[0], person.chain[1], other.chain[2], other.chain[3])
        return Person(
            other.pid,
            chain,
            person.surname,
            other.mother,
            other.son,
            other.born,
            other.female,
            other.north,
            other.document,
            other.address,
        )

    def _draw(self, north: bool, female: bool, nickname: bool) -> Person:
        rng = self._rng
        men = KURDISH + MALE if north else MALE
        weights = (
            [3 if part in KURDISH else 1 for part in men]
            if north
            else [2 if i < 12 else 1 for i in range(len(men))]
        )
        chain = rng.choices(men, weights, k=4)
        if female:
            chain[0] = rng.choice([part for part in FEMALE if part.ckb or not north])
        surname = rng.choice(KURDISH_SURNAMES if north else SURNAMES)
        street = rng.choice(STREETS_NORTH if north else STREETS_BAGHDAD)
        address = (
            f"{'السليمانية' if north else 'بغداد'} / {street} / زقاق {rng.randrange(1, 60)} / دار "
            f"{rng.randrange(1, 90)}"
        )
        return Person(
            "",
            (chain[0], chain[1], chain[2], chain[3]),
            surname,
            (rng.choice(FEMALE), rng.choice(men)),
            rng.choice(SONS),
            _birth(rng),
            female,
            north,
            "",
            address,
        )


def _birth(rng: Random) -> date:
    year = rng.randrange(1958, 2006)
    if rng.random() < 0.33:
        return date(year, 7, 1)
    return date(year, rng.randrange(1, 13), rng.randrange(1, 29))


def _numbered(person: Person, pid: str, nick: tuple[str, str], document: str) -> Person:
    return Person(
        pid,
        person.chain,
        person.surname,
        person.mother,
        person.son,
        person.born,
        person.female,
        person.north,
        document,
        person.address,
        nick[0],
        nick[1],
    )
