"""What came of one collected file, with counts that balance."""

from dataclasses import dataclass

from tahqiq.model.account import Aside, Fields, together
from tahqiq.model.source import Source
from tahqiq.store.accounts import asides_of, fields_of
from tahqiq.store.database import Database
from tahqiq.store.derivations import exported


@dataclass(frozen=True, slots=True)
class Collected:
    """What came of one file. ``status``: published, known (already published here), needs-mapping (no record
    could be mapped for want of a mapping), unrecognised (no reader), failed, unreadable (the file could not
    be opened or read from its disk: nothing is sealed, ``sha256`` and ``source`` are empty), kept-out (it
    holds what must not be stored and could not be cleaned: nothing is sealed). ``records`` = ``mapped`` +
    ``not_used``; ``fields`` says what became of each field, ``set_aside`` which were left out and why.
    ``own_export``: it is a file that this program exported. ``zone``: in which times without a zone of their
    own were read, "" where none was needed; ``zone_assumed``: nobody said it, neither a person nor the
    file."""

    path: str
    sha256: str
    source: str
    format: str
    mapping: str
    records: int
    mapped: int
    problems: int
    statements: int
    facts: int
    status: str
    fields: Fields | None = None
    set_aside: tuple[Aside, ...] = ()
    own_export: bool = False
    zone: str = ""
    zone_assumed: bool = False

    @property
    def not_used(self) -> int:
        """Records of which nothing was made."""
        return self.records - self.mapped

    def to_json(self) -> dict[str, object]:
        """As ``collect --json`` prints it; ``fields`` null for a source that an older program read."""
        plain = {name: getattr(self, name) for name in _PLAIN}
        aside = [
            {"field": item.field, "count": item.count, "why": item.why} for item in together(self.set_aside)
        ]
        return {
            **plain,
            "not_used": self.not_used,
            "fields": self.fields.to_json() if self.fields else None,
            "set_aside": aside,
        }


_PLAIN = (
    "path",
    "sha256",
    "source",
    "format",
    "mapping",
    "records",
    "mapped",
    "problems",
    "statements",
    "facts",
    "status",
    "own_export",
    "zone",
    "zone_assumed",
)


def collected(
    database: Database, source: Source, status: str, format_name: str = "", mapping: str = ""
) -> Collected:
    """What came of a source as it stands now."""
    return Collected(
        source.name,
        source.sha256,
        source.id,
        format_name or source.format,
        mapping or source.mapping_name,
        source.records,
        source.mapped,
        source.problems,
        source.statements,
        source.facts,
        status,
        fields_of(database, (source.no,)).get(source.no),
        tuple(asides_of(database, source.no)),
        source.no in exported(database),
        source.zone,
        source.zone_by == "proposal",
    )
