"""The law of the installation about data of travellers, as data (``law.yaml``): when they are masked, when
they are deleted, why they may be opened."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from importlib.resources import files

from tahqiq.casework.clocks import Period
from tahqiq.casework.clocks.day_count import plus_months
from tahqiq.kit.yaml_nodes import Words, read
from tahqiq.model.kind import day_of


@dataclass(frozen=True, slots=True)
class Law:
    """The terms. ``masked`` and ``deleted`` are months from the day of transfer, ``longest`` the longest
    opening of what was masked, ``airports`` those of the country. ``second_person``: who is put on a
    watchlist by name is compared only after a second person agreed."""

    version: int
    basis: str
    masked: int
    deleted: int
    longest: timedelta
    purposes: dict[str, Words]
    airports: frozenset[str]
    second_person: bool

    def mask_on(self, transferred: datetime) -> date:
        """The day from which what was transferred then is masked.

        >>> law().mask_on(datetime.fromisoformat("2026-08-31T12:00:00+00:00")).isoformat()
        '2027-02-28'
        """
        return plus_months(day_of(transferred), self.masked, "last-of-month")

    def last_day(self, transferred: datetime) -> date:
        """The last day on which what was transferred then may be kept: the day before it is deleted."""
        return plus_months(day_of(transferred), self.deleted, "last-of-month") - timedelta(days=1)


_TERMS = (
    "version",
    "basis",
    "mask-after",
    "delete-after",
    "airports",
    "open-longest",
    "one-person-needs-two",
    "purposes",
)


@cache
def law() -> Law:
    """The law as it is installed. Raises :class:`tahqiq.kit.yaml_nodes.Mistake`."""
    terms = read(files(__package__).joinpath("law.yaml").read_text("utf-8"), "passengers/law.yaml").mapping(
        ("law", *_TERMS),
        _TERMS,
    )
    months = {
        name: Period.parse(terms[name].text()) for name in ("mask-after", "delete-after", "open-longest")
    }
    return Law(
        terms["version"].number(1),
        terms["basis"].text(),
        _months(months["mask-after"]),
        _months(months["delete-after"]),
        timedelta(hours=months["open-longest"].count),
        {name: node.words() for name, node in terms["purposes"].mapping().items()},
        frozenset(node.text() for node in terms["airports"].items()),
        terms["one-person-needs-two"].flag(),
    )


def _months(period: Period) -> int:
    if period.unit not in ("months", "years"):
        raise ValueError("the law of passengers counts in months or years")
    return period.count * (12 if period.unit == "years" else 1)
