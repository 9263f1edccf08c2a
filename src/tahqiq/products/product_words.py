"""The words of a bundle in one language: sentences of the catalogue, numbers, and moments with the zone they
are told in."""

from dataclasses import dataclass, field

from tahqiq.access.cases import INBOX, SAMPLE_CASE
from tahqiq.casework.clocks.days import day_of
from tahqiq.kit.errors import WrongUse
from tahqiq.kit.exercise_mark import band as exercise_band
from tahqiq.kit.locale import format_date, format_number, locale, zone_name
from tahqiq.kit.messages import LOCALES, message
from tahqiq.kit.office import office_zone
from tahqiq.model.grade import Grade
from tahqiq.model.handling import handling_codes
from tahqiq.model.place import Place
from tahqiq.model.vocabulary import vocabulary


@dataclass(frozen=True, slots=True)
class Tongue:
    """One of the four languages. ``clocks`` is the zone (IANA name) in which moments and days are said: that
    of the case, else of the office."""

    tag: str
    clocks: str = field(default_factory=office_zone)

    def say(self, name: str, **given: str | int) -> str:
        """The sentence ``bundle-NAME`` with its numbers in the digits of the language."""
        told = {
            key: format_number(value, self.tag) if isinstance(value, int) else value
            for key, value in given.items()
        }
        return message(f"bundle-{name}", self.tag, told).sentence

    def band(self, audience: str, draft: bool) -> str:
        """What stands first above a product: that it is of an exercise, where it is; draft, or for whom ("" :
        for nobody in particular)."""
        first = self.say("band-draft") if draft else self.say(f"band-{audience}") if audience else ""
        return " · ".join(filter(None, (exercise_band(self.tag), first)))

    def number(self, value: int) -> str:
        """A whole number."""
        return format_number(value, self.tag)

    def moment(self, at: str) -> str:
        """A moment (ISO 8601 UTC) on the clocks, which are said with it; a day as it stands.

        >>> Tongue("en").moment("2024-11-24T22:30:00Z")
        '25 November 2024, 01:30:00 (Baghdad time)'
        """
        if not at:
            return self.say("no-time")
        told = at.split(".")[0].removesuffix("Z").removesuffix("+00:00")
        if "T" not in told:
            return format_date(told, self.tag)
        return f"{format_date(f'{told}Z', self.tag, self.clocks)} ({self.zone(self.clocks)})"

    def zone(self, name: str) -> str:
        """What the clocks of a zone are called, "" where none is named."""
        return zone_name(name, self.tag)

    def day(self, at: str) -> str:
        """The day of a moment (ISO 8601 UTC) on the clocks; a day as it stands, "" where there is none.

        >>> Tongue("en").day("2024-11-24T22:30:00Z"), Tongue("en").day("2024-11-24"), Tongue("en").day("")
        ('25 November 2024', '24 November 2024', '')
        """
        return format_date(day_of(at, self.clocks), self.tag) if at else ""

    def listed(self, *parts: str) -> str:
        """Parts beside one another in the direction of the language, whatever letters the first one has;
        empty ones left out.

        >>> Tongue("en").listed("S1", "", "line 7"), Tongue("ar").listed("S1", "السطر ٧")
        ('S1 · line 7', '\u200fS1 · السطر ٧')
        """
        told = " · ".join(filter(None, parts))
        return f"\u200f{told}" if locale(self.tag).direction == "rtl" else told

    def case(self, title: str) -> str:
        """What a case is called: those that the program itself opens have a name in each language."""
        named = {INBOX: "inbox", SAMPLE_CASE: "sample-case"}.get(title)
        return title if named is None else self.say(named)

    def language(self, tag: str) -> str:
        """A language by its tag; the tag where it is none of ours."""
        return self.say(f"language-{tag}") if tag in LOCALES else tag

    def kind(self, schema: str) -> str:
        """A kind of thing or event."""
        found = vocabulary().schemata.get(schema)
        return found.label(self.tag) if found else schema

    def prop(self, schema: str, name: str) -> str:
        """A property of a kind of thing."""
        found = vocabulary().schemata.get(schema)
        known = found.properties.get(name) if found else None
        return known.label(self.tag) if known else name

    def place(self, place: Place) -> str:
        """Where something stands in an original, "" for the whole of it."""
        return place.in_words(self.tag)

    def grade(self, grade: Grade | str | None) -> str:
        """A grade: its code and what the code means; that it is not graded where there is none. Text that is
        no grade stands as it is."""
        if not grade:
            return self.say("not-graded")
        if isinstance(grade, str):
            try:
                grade = Grade.parse(grade)
            except WrongUse:
                return str(grade)
        return f"{grade.code} ({' · '.join(grade.labels(self.tag))})"

    def handling(self, code: str) -> str:
        """A handling code in words."""
        found = handling_codes().get(code)
        return found.labels.get(self.tag, found.labels["en"]) if found else code
