"""Verification: recompute seals, statements, fact files and the log, and name what differs."""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import get_args

from tahqiq.access.audit import FACT_FILE, FACT_KEYS, FACT_ROWS
from tahqiq.access.door import Door
from tahqiq.access.entries import Entries, commits
from tahqiq.access.leaf import Leaf
from tahqiq.access.log_search import Wanted
from tahqiq.access.outbox import Payload
from tahqiq.access.upgrade_entries import of_before, upgraded
from tahqiq.access.verdict import UNREADABLE, Finding, Verdict, counted, findings_of, unreadable
from tahqiq.access.verify_citations import citation_faults
from tahqiq.access.verify_custody import custody_faults
from tahqiq.access.verify_decisions import decision_faults
from tahqiq.access.verify_documents import document_faults
from tahqiq.access.verify_erasures import erased_by_order, erasure_faults
from tahqiq.access.verify_judgements import judgement_faults
from tahqiq.access.verify_records import record_faults
from tahqiq.access.verify_results import result_faults
from tahqiq.access.verify_statements import statement_faults
from tahqiq.access.verify_vault import vault_faults
from tahqiq.kit.errors import Damaged
from tahqiq.model.scope import Scope
from tahqiq.model.source import Source, State
from tahqiq.model.statement import identifier_id
from tahqiq.store.accounts import published_account
from tahqiq.store.database import blob, integer, numbers, text
from tahqiq.store.fact_catalogue import SqlCatalogue
from tahqiq.store.facts.row_counts import rows_of_sources
from tahqiq.store.lost_originals import unlisted
from tahqiq.store.orphans import forgotten
from tahqiq.store.source_facts import event_keys, stated


class Verifier:
    """Recomputes a workspace. Reports names of files, rows and leaves, never values.

    ``scope`` None: everything, for auditors. With a scope: what it sees. The counts then tell nothing of the
    rest: ``fact_files`` counts kinds and layouts of visible events (merged files are shared), ``leaves``
    those of the person's own acts (an act of a case may be about a compartment of it); the log itself is
    checked whole.
    """

    def __init__(self, door: Door, scope: Scope | None = None) -> None:
        self._door = door
        self._workspace = door.workspace
        self._scope = scope
        self._catalogue = SqlCatalogue(door.workspace.database)
        self._entries = Entries()

    def verify(self, since: tuple[int, bytes] | None = None) -> Verdict:
        """Recompute everything. ``since`` is a head kept outside (size, root)."""
        unread, everything = list[Finding](), list[Source]()
        tree = self._read(since, unread)
        try:
            everything = self._workspace.sources.for_recovery(_STATES)
        except UNREADABLE as error:
            unread.append(unreadable("source", error))
        seen = [
            source for source in everything if self._scope is None or source.data_class in self._scope.classes
        ]
        sources = [source for source in seen if source.state not in ("erasing", "erased")]
        stands = [
            source
            for source in sources
            if source.state == "published" or (source.state == "due" and not source.followed_by)
        ]
        published = [source for source in stands if source.published_at]
        closed = [
            source
            for source in sources
            if source.state == "superseded" or (source.state == "due" and source.followed_by)
        ]
        checks: dict[str, Callable[[], Iterable[Finding]]] = {
            "originals": lambda: self._originals(sources),
            "deposits": lambda: self._deposited(everything),
            "unlisted": self._unlisted,
            "orphans": self._orphans,
            "statements": lambda: (
                Finding(*fault) for fault in statement_faults(self._workspace, [*published, *closed])
            ),
            "fact_file": self._facts,
            "facts": lambda: self._events(published, seen),
            "node": self._identifiers,
            "log": lambda: self._log([*published, *closed], tree),
            "publications": lambda: self._missing(seen),
            "readings": lambda: self._readings(seen),
            "decisions": lambda: (
                Finding(*fault) for fault in decision_faults(self._workspace, self._entries, seen)
            ),
            "custody": lambda: (
                Finding(*fault) for fault in custody_faults(self._workspace.database, self._entries, seen)
            ),
            "erasures": lambda: (
                Finding(*fault) for fault in erasure_faults(self._workspace, self._entries, seen)
            ),
            "documents": lambda: (
                Finding(*fault) for fault in document_faults(self._door, self._scope, self._entries)
            ),
            "records": lambda: (
                Finding(*fault) for fault in record_faults(self._door, self._scope, self._entries)
            ),
            "citations": lambda: (Finding(*fault) for fault in citation_faults(self._door, self._scope)),
            "judgements": lambda: (
                Finding(*fault) for fault in judgement_faults(self._door, self._scope, self._entries)
            ),
            "vault": lambda: (
                Finding(*fault) for fault in vault_faults(self._door, self._scope, self._entries)
            ),
            "results": lambda: (
                Finding(*fault) for fault in result_faults(self._door, self._scope, self._entries)
            ),
        }
        findings = [
            *unread,
            *(finding for part, check in checks.items() for finding in findings_of(part, check)),
        ]
        inside = numbers(source.no for source in seen)
        rows = f"SELECT COUNT(*) FROM statement WHERE source IN ({inside})"
        statements = counted(
            "statement", lambda: integer(self._workspace.database.query(rows)[0][0]), findings
        )
        files, leaves = (
            counted("fact_file", self._fact_files, findings),
            counted("log", self._leaves, findings),
        )
        erased = list[Finding]()
        try:
            erased += (Finding(*one) for one in erased_by_order(self._door, seen))
        except UNREADABLE as error:
            findings.append(unreadable("erasures", error))
        originals = len({source.sha256 for source in sources if source.original_here})
        return Verdict(
            originals, statements, files, leaves, tuple(erased), tuple(findings), self._scope is None
        )

    def _fact_files(self) -> int:
        listed = self._catalogue.published_all()
        if self._scope is None:
            return len(listed)
        visible = self._workspace.facts.records(self._scope)
        return len({(item.kind, item.layout) for item in listed if visible.get(item.kind)})

    def _leaves(self) -> int:
        if self._scope is None:
            return self._door.audit.size()
        return self._door.audit.search.count(Wanted(actor=self._scope.actor.id))

    def _originals(self, sources: list[Source]) -> Iterator[Finding]:
        for sha256 in sorted({source.sha256 for source in sources if source.original_here}):
            name = next(source.name for source in sources if source.sha256 == sha256)
            try:
                differs = self._workspace.originals.differing(sha256)
            except Damaged:
                yield Finding("original-missing", {"sha256": sha256})
                continue
            if differs:
                yield Finding("original-differs", {"name": name, "sha256": sha256})

    def _deposited(self, everything: list[Source]) -> Iterator[Finding]:
        """Originals whose deposit was logged and of which the register knows nothing any more, read or
        not."""
        if self._scope is not None:
            return
        known = {source.sha256 for source in everything}
        for leaf in self._entries.leaves("deposit"):
            if leaf.result == "done" and leaf.object not in known:
                yield Finding("deposit-missing", {"sha256": leaf.object, "leaf": leaf.no})

    def _unlisted(self) -> Iterator[Finding]:
        """Originals of which the register knows nothing. What a job under way has just found inside an
        archive is not in it yet."""
        if self._scope is not None:
            return
        for sha256 in unlisted(self._workspace):
            yield Finding("original-unlisted", {"sha256": sha256})

    def _orphans(self) -> Iterator[Finding]:
        """Files of events and of sources that no row names."""
        if self._scope is not None:
            return
        for path in forgotten(self._workspace):
            yield Finding("file-orphaned", {"file": path.relative_to(self._workspace.root).as_posix()})

    def _facts(self) -> Iterator[Finding]:
        root = self._workspace.root / "facts"
        logged: dict[str, list[Leaf]] = {}
        for leaf in self._entries.leaves(FACT_FILE):
            logged.setdefault(leaf.object, []).append(leaf)
        for item in self._catalogue.published_all():
            if self._scope is not None and item.classes.isdisjoint(self._scope.classes):
                continue
            path = root / item.path
            if item.sha256 not in logged:
                yield Finding("fact-file-unlogged", {"path": item.path})
            elif not self._stated(logged[item.sha256], item.payload()):
                yield Finding("fact-file-line-differs", {"path": item.path})
            if not path.is_file():
                yield Finding("fact-file-missing", {"path": item.path})
                continue
            with path.open("rb") as stream:
                if hashlib.file_digest(stream, "sha256").hexdigest() != item.sha256:
                    yield Finding("fact-file-differs", {"path": item.path})

    def _events(self, published: list[Source], seen: list[Source]) -> Iterator[Finding]:
        """Whether the files that a query reads hold exactly the rows that each source published, in every
        layout: a file that was taken off the list (or an old one put back) is missed (or too much) although
        each file by itself holds."""
        present = dict(rows_of_sources(self._workspace.root / "facts", self._catalogue.published_all()))
        logged: dict[str, list[Leaf]] = {}
        keyed: dict[str, list[Leaf]] = {}
        for leaf in self._entries.leaves(FACT_ROWS, FACT_KEYS):
            (logged if leaf.act == FACT_ROWS else keyed).setdefault(leaf.object, []).append(leaf)
        upgrade = upgraded(self._entries)
        before = {leaf.object for leaf in self._entries.leaves("publish") if leaf.no < upgrade}
        for source in published:
            found = present.pop(source.no, Counter())
            entries = logged.get(source.id, [])
            if (found or entries or source.facts) and not any(
                commits(self._entries, leaf, found) for leaf in entries
            ):
                here = sum(rows for place, rows in found.items() if place.endswith("/by_row"))
                if entries or here != source.facts or source.id not in before:
                    yield Finding(
                        "events-missing",
                        {"name": source.name, "source": source.id, "expected": source.facts, "found": here},
                    )
                # else: an older program logged the number alone, with the publication
            if source.facts and not self._identified(source, keyed.get(source.id, []), source.id in before):
                yield Finding("events-differ", {"name": source.name, "source": source.id})
        for source in seen:
            if source.no in present and source.state != "erasing":
                yield Finding(
                    "events-missing",
                    {
                        "name": source.name,
                        "source": source.id,
                        "expected": 0,
                        "found": present[source.no].total(),
                    },
                )

    def _identifiers(self) -> Iterator[Finding]:
        """Identifiers whose id is not the hash of what they are called by: an event says no more of its
        parties than who they are."""
        if self._scope is not None:
            return
        for identity, schema, namespace, key in self._workspace.database.stream(
            "SELECT id, schema, namespace, key FROM node WHERE key<>'' OR namespace<>''"
        ):
            if identifier_id(text(schema), text(namespace), text(key)) != blob(identity):
                yield Finding("identifier-differs", {"id": blob(identity).hex(), "schema": text(schema)})

    def _read(self, since: tuple[int, bytes] | None, unread: list[Finding]) -> list[Finding]:
        """Read the log, once for all checks: what does not hold of its tree and heads. Where its heads cannot
        be read its entries still are."""
        self._entries = Entries()
        try:
            return [
                Finding(code, params) for code, params in self._door.audit.faults(since, self._entries.take)
            ]
        except UNREADABLE as error:
            unread.append(unreadable("log", error))
        try:
            self._entries = Entries.of(self._door.audit.rows())
        except UNREADABLE as error:
            unread.append(unreadable("log", error))
        return []

    def _log(self, published: list[Source], tree: list[Finding]) -> Iterator[Finding]:
        yield from tree
        outcomes = {
            leaf.object: leaf
            for leaf in self._entries.leaves("publish")
            if leaf.phase == "intent" and leaf.commitment
        }
        for source in published:
            logged = outcomes.get(source.id)
            if logged is None:
                yield Finding("publication-unlogged", {"name": source.name, "source": source.id})
            elif not self._published_so(logged, source):
                yield Finding(
                    "publication-differs", {"name": source.name, "source": source.id, "leaf": logged.no}
                )

    def _published_so(self, leaf: Leaf, source: Source) -> bool:
        """Whether the register says of a source what its publication committed to; entries of older programs
        hold counts and manifest alone, and such a source has no account of fields."""
        account = published_account(self._workspace.database, source.no)
        counted = publication_payload(source)
        whole = {**counted, "said": stated(self._workspace.database, source.no)}
        return commits(self._entries, leaf, {**whole, **account}) or (
            not account and commits(self._entries, leaf, counted)
        )

    def _stated(self, entries: list[Leaf], payload: Payload) -> bool:
        """Whether one of the entries commits to ``payload``; where none commits to anything, whether they are
        from before an upgrade."""
        if any(leaf.commitment for leaf in entries):
            return any(commits(self._entries, leaf, payload) for leaf in entries)
        upgrade = upgraded(self._entries)
        return all(of_before(leaf, upgrade) for leaf in entries)

    def _identified(self, source: Source, entries: list[Leaf], before: bool) -> bool:
        """Whether the events of a source have the ids that they were published with; until an upgrade
        attested them, older programs logged none: ``before`` it was published."""
        keys = event_keys(self._workspace.database, source.no)
        return any(commits(self._entries, leaf, keys) for leaf in entries) or (not entries and before)

    def _missing(self, seen: list[Source]) -> Iterator[Finding]:
        """Sources whose publication was logged and that are neither published nor erased now (a hidden case's
        are left to auditors)."""
        stands = {
            source.id
            for source in seen
            if source.state in ("published", "superseded", "due", "erasing", "erased")
        }
        known = {source.id for source in seen}
        for leaf in self._entries.leaves("publish"):
            if (
                leaf.result == "done"
                and leaf.object not in stands
                and (self._scope is None or leaf.object in known)
            ):
                yield Finding("publication-missing", {"source": leaf.object, "leaf": leaf.no})

    @staticmethod
    def _readings(seen: list[Source]) -> Iterator[Finding]:
        """Of the readings of an original exactly the last one stands; that each follows another is in its
        publication's entry."""
        for source in seen:
            if (source.state == "superseded" and not source.followed_by) or (
                source.state == "published" and source.followed_by
            ):
                yield Finding("reading-order-differs", {"name": source.name, "source": source.id})


_STATES: tuple[State, ...] = get_args(State)


def publication_payload(source: Source) -> dict[str, str | int]:
    """What the publication of a source committed to, recomputed from the register. Its event files have
    entries of their own."""
    return {
        "source": source.id,
        "sha256": source.sha256,
        "manifest": source.manifest,
        "records": source.records,
        "mapped": source.mapped,
        "problems": source.problems,
        "statements": source.statements,
        "facts": source.facts,
        **({"follows": source.follows} if source.follows else {}),
    }
