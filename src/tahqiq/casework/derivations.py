"""What repeats what: the declaration that a source only passes on what another says, its taking back, and
what the program thinks is such a copy.

Two sources of one origin are one witness: agreements between them make nothing automatic
(:mod:`tahqiq.resolve.bands`), and origins are counted so.
"""

from dataclasses import dataclass

from tahqiq.access.door import Door
from tahqiq.access.exported_files import exports_known
from tahqiq.kit import clock
from tahqiq.kit.errors import WrongUse
from tahqiq.model.scope import Actor, Scope
from tahqiq.model.source import Source
from tahqiq.store.derivations import Derivation, DerivationKind, exported, origins
from tahqiq.store.rowmarks import row_marks

LEAST_SHARE, LEAST_ROWS = 0.6, 3
"""A copy is proposed when so much of the smaller source, and so many rows, stand in the other."""


@dataclass(frozen=True, slots=True)
class Repeats:
    """A source that may repeat another: ``shared`` of the rows of the smaller one stand in both, ``share`` of
    them (0 to 1). ``source`` came later."""

    source: Source
    origin: Source
    shared: int
    share: float


@dataclass(frozen=True, slots=True)
class OwnExport:
    """A source that is a file which this program exported. ``id`` is that of the export, "" where the file
    names none. ``by`` (a person's id) and ``at`` (ISO 8601 UTC) say who saved it last and when; both are ""
    where this workspace knows no such export, and where that is not for the asking person. ``unchanged``: it
    is the file that left, byte by byte; None where ``by`` is "". ``counted``: somebody decided that it is a
    document of its own, which counts as a witness."""

    id: str
    by: str
    at: str
    unchanged: bool | None
    counted: bool


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a source stands: whom it is of one origin with (itself left out), every declaration about it,
    copies that nobody has declared, and whether it is an ``export`` of this program (None: it is none)."""

    source: Source
    one_origin: tuple[Source, ...]
    history: tuple[Derivation, ...]
    standing: tuple[Derivation, ...]
    proposed: tuple[Repeats, ...]
    export: OwnExport | None = None


class Derived:
    """Declarations of one person about origins. Each needs "judge" in the cases of both sources and a reason,
    and stands in the audit log."""

    def __init__(self, door: Door, actor: Actor) -> None:
        self._door, self._actor = door, actor
        self._workspace = door.workspace

    def declare(self, source_id: str, origin_id: str, reason: str) -> Derivation:
        """Declare that one source repeats another (ids or unique beginnings); of one and the same, that it is
        the export of this program after all that it looks like.

        Raises ``WrongUse`` (``derived-itself``, ``reason-needed``), ``NotFound``, ``Refused``, ``Conflict``
        (``decision-not-next``) when it stands.
        """
        return self._keep("derive", source_id, origin_id, reason)

    def independent(self, source_id: str, origin_id: str, reason: str) -> Derivation:
        """Take such a declaration back (both rows stay), or decide that what the program takes for a copy is
        none; of one and the same, that it is no export of this program but a document of its own. Raises as
        :meth:`declare`."""
        return self._keep("independent", source_id, origin_id, reason)

    def origin(self, source_id: str) -> Origin:
        """What is declared and thought of where a source comes from."""
        scope = self._door.scope(self._actor)
        source = self._workspace.sources.find(scope, source_id)
        self._door.audit.read(self._actor, "origin", source.id, source.case)
        seen = {item.no: item for item in self._workspace.sources.all(scope) if item.state == "published"}
        found = origins(self._workspace.database, scope)
        own = found[source.no]
        mates = [item for no, item in seen.items() if own and no != source.no and found[no] == own]
        history = self._workspace.derivations.about(scope, [source.no])
        last = {(item.source, item.origin): item for item in history}
        standing = tuple(
            item for item in last.values() if item.kind == "derive" and item.source != item.origin
        )
        others = [item for item in seen.values() if found[item.no] != own]
        proposed = self._proposed(scope, source, others)
        export = self._export(source, counted=own != 0)
        return Origin(source, tuple(mates), tuple(history), standing, tuple(proposed), export)

    def _export(self, source: Source, counted: bool) -> OwnExport | None:
        """What is known of the export that a source is. Who saved it is for that person, and for who is in
        the case that it is of."""
        identity = exported(self._workspace.database).get(source.no)
        if identity is None:
            return None
        mine = {case.id for case in self._door.cases.of(self._actor.id)}
        for leaf in exports_known(self._door.audit, identity):
            if leaf.actor == self._actor.id or leaf.case in mine:
                unchanged = leaf.object == f"{identity}.{source.sha256}"
                return OwnExport(identity, leaf.actor, leaf.at, unchanged, counted)
        return OwnExport(identity, "", "", None, counted)

    def _proposed(self, scope: Scope, source: Source, others: list[Source]) -> list[Repeats]:
        """Sources that share most rows with one; a pair about which a person decided that it is none is left
        out."""
        if source.state != "published":
            return []
        about = self._workspace.derivations.about(scope, [source.no])
        apart = {frozenset((item.source, item.origin)) for item in about if item.kind == "independent"}
        marks, made = row_marks(self._workspace, source.no), []
        for other in others:
            if frozenset((source.id, other.id)) in apart:
                continue
            shared, mine, theirs = marks.shared(row_marks(self._workspace, other.no))
            share = shared / max(1, min(mine, theirs))
            if shared >= LEAST_ROWS and share >= LEAST_SHARE:
                first, second = sorted((source, other), key=lambda item: item.no)
                made.append(Repeats(second, first, shared, share))
        return sorted(made, key=lambda item: (-item.share, -item.shared, item.source.id, item.origin.id))

    def _keep(self, kind: DerivationKind, source_id: str, origin_id: str, reason: str) -> Derivation:
        told = reason.strip()
        if not told:
            raise WrongUse("reason-needed")
        scope = self._door.scope(self._actor)
        source, origin = (self._workspace.sources.find(scope, one) for one in (source_id, origin_id))
        if source.no == origin.no and source.no not in exported(self._workspace.database):
            raise WrongUse("derived-itself")
        for case in sorted({source.case, origin.case}):
            self._door.require(self._actor, "judge", case)
        store = self._workspace.derivations
        made = Derivation(
            source.id, origin.id, store.next(source.no, origin.no), kind, clock.stamp(), self._actor.id, told
        )
        with self._door.audit.act(self._actor, kind, made.thing, source.case, made.payload()):
            store.keep(source.no, origin.no, made)
        return made
