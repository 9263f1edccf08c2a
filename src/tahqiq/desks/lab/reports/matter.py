"""What a report is made of: an examination with its history, what was measured, and the digests of all it
rests on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from tahqiq.desk.custody import Step as Handling
from tahqiq.desks.lab.examinations.counted import standing_results
from tahqiq.desks.lab.examinations.record import Examination, Measured
from tahqiq.desks.lab.reported_runs.runs import ReportedRunView
from tahqiq.desks.lab.reports.seal import shown_number


@dataclass(frozen=True, slots=True)
class Step:
    """A step in the reviews: what it is called, who took it when (ISO, UTC), why."""

    label: str
    name: str
    by: str
    at: str
    why: str


@dataclass(frozen=True, slots=True)
class Version:
    """One version of an examination: who wrote it when, which fields it changed."""

    version: int
    by: str
    at: str
    changed: Sequence[str]


@dataclass(frozen=True, slots=True)
class Matter:
    """An examination with all that a report is made of. ``steps`` are those of exactly this content;
    ``custody`` is every act with the exhibit; ``key`` is the fingerprint of the house's key, ``digest`` of
    the content; ``released``: both reviews are done. ``people`` are the names of those who have an account,
    by their sign-in names; ``runs`` what the runs showed that results rest on."""

    number: str
    case: str
    body: Examination
    released: bool
    steps: Sequence[Step]
    versions: Sequence[Version]
    digest: str
    key: str
    custody: Sequence[Handling]
    wanting: dict[str, str]
    runs: Sequence[ReportedRunView]
    people: Mapping[str, str] = field(default_factory=dict)

    @property
    def shown(self) -> str:
        """The number of the report as people say it."""
        return shown_number(self.number, self.body.exhibit)

    def who(self, login: str) -> str:
        """What a person is called: whoever has no account by what was written down."""
        return self.people.get(login, login)


def measured(body: Examination) -> list[Measured]:
    """What was measured, once for each run and substance."""
    found: dict[tuple[str, str], Measured] = {}
    for _, one in standing_results(body):
        if one.measured is not None:
            found.setdefault((one.measured.run_sha256, one.substance), one.measured)
    return list(found.values())


def hashes(body: Examination) -> list[tuple[str, str, str]]:
    """Digests of all that the results rest on: a word, what it is called, the digest; each once."""
    found: dict[str, tuple[str, str, str]] = {}
    for one in measured(body):
        for name, called, value in (
            ("archive", "", one.archive),
            ("run", one.run, one.run_sha256),
            ("blank", one.blank, one.blank_sha256),
            ("tune", one.tune, one.tune_sha256),
            ("reference-run", one.reference_run, one.reference_sha256),
            ("method", f"{one.method} {one.method_version}", one.method_sha256),
            ("library", "", one.library_seal),
            ("library", "MSP", one.library_sha256),
        ):
            if value:
                found.setdefault(value, (name, called, value))
    for sheet in body.worksheets:
        found.setdefault(sheet.archive, ("archive", "", sheet.archive))
        found.setdefault(sheet.run_sha256, ("run", sheet.run, sheet.run_sha256))
    for place, result in standing_results(body):
        if result.data:
            found.setdefault(result.data, ("data-of", str(place), result.data))
    for photograph in body.intake.photographs:
        found.setdefault(photograph, ("photographs", "", photograph))
    return list(found.values())
