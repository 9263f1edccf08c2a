"""Which mapping reads a part of a source: the one a person named, the one for a fixed kind of record, a saved
one that fits, else a proposal."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from tahqiq.collect.mapping.apply import Applier
from tahqiq.collect.mapping.builtin import builtins
from tahqiq.collect.mapping.cell_outcomes import all_cells
from tahqiq.collect.mapping.claimed import Here, nowhere
from tahqiq.collect.mapping.codec import dumps, loads
from tahqiq.collect.mapping.document import Mapping
from tahqiq.collect.mapping.known import Known, ReadingHints
from tahqiq.collect.mapping.propose import TEXT, Proposal, propose, sheet_fits
from tahqiq.collect.mapping.saved_mappings import SavedMappings
from tahqiq.formats.reader import Records
from tahqiq.kit.errors import NotFound
from tahqiq.model.place import Part, Place
from tahqiq.model.problem import Problem
from tahqiq.model.source import Source
from tahqiq.model.types.base import Context
from tahqiq.model.vocabulary import vocabulary
from tahqiq.store.database import Database
from tahqiq.store.sources import Sources

NOTHING = ReadingHints()
Further = Callable[[Part], Iterable[Records]]


@dataclass(frozen=True, slots=True)
class Chosen:
    """A mapping and why it was taken, in words."""

    mapping: Mapping
    why: tuple[str, ...]


class MappingChoice:
    """Chooses once for each part and kind of a source, and remembers what it chose.

    ``given`` is the name of a saved or built-in mapping, or the path of a YAML file; it is used for every
    part whose kind it is for. ``here`` says what stands under an id that the source names, ``said`` what a
    person answered beforehand; ``further`` reads all records of a part anew. A proposal in more doubt than
    the line does not run: the source waits, and :attr:`waiting` holds what is asked.
    """

    def __init__(
        self,
        database: Database,
        source: Source,
        given: str | None = None,
        here: Here = nowhere,
        said: ReadingHints = NOTHING,
        further: Further | None = None,
    ) -> None:
        self._source, self._here, self._said, self._further = source, here, said, further
        self._saved = for_source(database, source)
        self._given = named(given, self._saved) if given else None
        self._appliers: dict[tuple[Part, str], Applier | None] = {}
        self._same: dict[str, Applier] = {}
        self.chosen: dict[tuple[Part, str], Chosen] = {}
        self.waiting: dict[tuple[Part, str], Proposal] = {}
        self.missing = False

    def applier(self, records: Records) -> Applier | None:
        """The applier for the part and kind of these records; None when nobody knows what they mean."""
        key = (records.part, records.kind)
        if key not in self._appliers:
            chosen = self._choose(records)
            if chosen is None:
                self.missing = True
                self._appliers[key] = None
            else:
                self.chosen[key] = chosen
                self._appliers[key] = self._applier(chosen.mapping)
        return self._appliers[key]

    def events_only(self, records: Records) -> bool:
        """Whether these records make events and nothing else."""
        applier = self.applier(records)
        return applier is not None and applier.events_only(records.kind)

    def asked(self, records: Records) -> list[Problem]:
        """That these records wait for a mapping, after the questions of their part, once, at the first of its
        rows, where there are some."""
        proposal = self.waiting.pop((records.part, records.kind), None)
        place = Place(records.part, int(records.rows[0]) if len(records) else 0)
        given: dict[str, str | int] = {"kind": records.kind, "count": len(records)}
        waits = Problem(
            "needs-mapping",
            place,
            records=len(records),
            params=given,
            fields=all_cells(records.columns.columns),
        )
        return [
            *(question.problem(place) for question in (proposal.questions if proposal is not None else ())),
            waits,
        ]

    def _applier(self, mapping: Mapping) -> Applier:
        document = dumps(mapping)
        if document not in self._same:
            context = Context(zone=self._source.zone or None)
            self._same[document] = Applier(
                mapping,
                self._source.sha256,
                vocabulary(),
                context,
                file_name=self._source.name,
                authority=self._source.authority,
                here=self._here,
            )
        return self._same[document]

    def _choose(self, records: Records) -> Chosen | None:
        if self._given is not None and fits(self._given, records):
            return Chosen(self._given, ("named by the person who deposited the file",))
        if records.kind == TEXT:
            for (_, kind), before in self.chosen.items():
                if (
                    kind == TEXT
                ):  # the pages of a document are one text: what the first page is, the others are
                    return before
        further = self._further
        more = None if further is None else partial(further, records.part)
        known = self._said.known(Known(tuple(self._saved.values()), more=more))
        if self._source.zone:
            known = replace(known, zone=self._source.zone, said=known.said | {"zone"})
        proposal = propose(records, self._source.name, known)
        if proposal is None:
            return None
        if not proposal.sure:
            self.waiting[records.part, records.kind] = proposal
            return None
        said = (
            self._source.zone
            and proposal.mapping.zone == self._source.zone
            and proposal.mapping.zone_by == "proposal"
        )
        return Chosen(
            replace(proposal.mapping, zone_by=self._source.zone_by) if said else proposal.mapping,
            proposal.why,
        )

    @property
    def name(self) -> str:
        """The names of the mappings used, in the order of the parts."""
        return ", ".join(dict.fromkeys(chosen.mapping.name for chosen in self.chosen.values()))

    @property
    def text(self) -> str:
        """The documents used, one after the other, as they are kept with the source."""
        return "---\n".join(dict.fromkeys(dumps(chosen.mapping) for chosen in self.chosen.values()))

    @property
    def zone(self) -> str:
        """The zone in which times without an offset were read; "" when none was assumed."""
        zones = [chosen.mapping.zone for chosen in self.chosen.values() if chosen.mapping.zone]
        return zones[0] if zones else self._source.zone

    @property
    def zone_by(self) -> str:
        """Who assumed the zone."""
        for chosen in self.chosen.values():
            if chosen.mapping.zone:
                return chosen.mapping.zone_by
        return self._source.zone_by


def fits(mapping: Mapping, records: Records) -> bool:
    """Whether a mapping is for records of this kind and sheet."""
    return records.kind in mapping.for_.kinds and sheet_fits(mapping, records.part.name)


def kept(database: Database, case: str, admitted: Collection[str]) -> dict[str, Mapping]:
    """The latest version of every mapping saved in a case, by name; of documents in a compartment only for
    those ``admitted`` to it."""
    return {item.name: item.mapping for item in SavedMappings(database).of(case, admitted)}


def for_source(database: Database, source: Source) -> dict[str, Mapping]:
    """What a document is read under, whoever reads it: mappings of the whole case and of its own
    compartment."""
    return kept(database, source.case, [Sources(database).deposit_of(source).compartment])


def named(given: str, known: dict[str, Mapping], files: bool = True) -> Mapping:
    """A saved or built-in mapping by name, or the document in a YAML file (``files``); raises ``NotFound``
    (``no-such-mapping``)."""
    if given in known:
        return known[given]
    if given in builtins():
        return builtins()[given]
    path = Path(given)
    if files and path.is_file():
        return loads(path.read_text("utf-8"))
    raise NotFound("no-such-mapping", name=given)
