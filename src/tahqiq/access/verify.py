"""Verification: recompute seals, statements, fact files and the log, and name what differs."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field

from tahqiq.access.audit import FACT_FILE, Leaf, commitment
from tahqiq.access.door import Door
from tahqiq.kit.errors import Damaged
from tahqiq.kit.messages import Message, message
from tahqiq.model.source import Source
from tahqiq.model.statement import statement_id
from tahqiq.store.database import blob, integer, text
from tahqiq.store.fact_catalogue import SqlCatalogue
from tahqiq.store.statements import check


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that does not hold: a catalogue code and what it is about."""

    code: str
    params: dict[str, str | int] = field(default_factory=dict)

    def say(self, locale: str) -> Message:
        """The sentence and next step."""
        return message(self.code, locale, self.params)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was recomputed and what differs. ``erased`` lists sources that are gone by a lawful order; they are no fault."""

    originals: int
    statements: int
    fact_files: int
    leaves: int
    erased: tuple[Finding, ...]
    findings: tuple[Finding, ...]

    @property
    def holds(self) -> bool:
        """Whether nothing differs."""
        return not self.findings


class Verifier:
    """Recomputes a workspace. Needs no Scope: it reports names of files, rows and leaves, never values."""

    def __init__(self, door: Door) -> None:
        self._door = door
        self._workspace = door.workspace

    def verify(self, since: tuple[int, bytes] | None = None) -> Verdict:
        """Recompute everything. ``since`` is a head kept outside (size, root)."""
        sources = self._workspace.sources.for_recovery(("sealed", "staging", "published", "failed"))
        published = [source for source in sources if source.state == "published"]
        findings = [*self._originals(sources), *self._statements(published), *self._facts(), *self._log(published, since)]
        database = self._workspace.database
        return Verdict(
            len({source.sha256 for source in sources if source.original_here}),
            integer(database.query("SELECT COUNT(*) FROM statement")[0][0]),
            len(SqlCatalogue(database).published_all()),
            self._door.audit.size(),
            tuple(self._erased()),
            tuple(findings),
        )

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

    def _statements(self, published: list[Source]) -> Iterator[Finding]:
        expected: dict[int, dict[bytes, bytes]] = {}
        for source in published:
            path = self._workspace.publication.manifest_path(source.no)
            if not path.is_file():
                yield Finding("manifest-differs", {"name": source.name, "source": source.id})
                continue
            if hashlib.sha256(path.read_bytes()).hexdigest() != source.manifest:
                yield Finding("manifest-differs", {"name": source.name, "source": source.id})
            expected[source.no] = self._workspace.publication.manifest(source.no)
        shas = {source.no: (source.sha256, source.name, source.id) for source in published}
        yield from self._rows(expected, shas)
        for no, rest in expected.items():
            for identity in sorted(rest)[:20]:
                yield Finding("statement-missing", {"id": identity.hex(), "name": shas[no][1], "source": shas[no][2]})

    def _rows(self, expected: dict[int, dict[bytes, bytes]], shas: dict[int, tuple[str, str, str]]) -> Iterator[Finding]:
        rows = self._workspace.database.stream(
            "SELECT n.id, n.schema, s.id, s.source, p.name, v.text, o.text, s.lang, t.id, s.part, s.rowno, s.colno, s.class, s.grade"
            " FROM statement s JOIN node n ON n.no = s.entity JOIN prop p ON p.no = s.prop JOIN value v ON v.no = s.value"
            " LEFT JOIN value o ON o.no = s.original LEFT JOIN node t ON t.no = s.target"
        )
        for entity, schema, identity, source, prop, value, original, lang, target, part, row, column, data_class, grade in rows:
            no = integer(source)
            if no not in expected:
                continue
            sha256, name, public = shas[no]
            where: dict[str, str | int] = {"id": blob(identity).hex(), "name": name, "source": public, "row": integer(row), "prop": text(prop)}
            known = expected[no].pop(blob(identity), None)
            made = statement_id(sha256, integer(part), integer(row), integer(column), blob(entity), text(prop), text(value), text(lang))
            if known is None:
                yield Finding("statement-added", where)
            elif made != blob(identity):
                yield Finding("statement-differs", where)
            else:
                kept = None if original is None else text(original)
                now = check(text(schema), kept, integer(data_class), None if grade is None else text(grade), blob(target))
                if now != known:
                    yield Finding("statement-differs", where)

    def _facts(self) -> Iterator[Finding]:
        root = self._workspace.root / "facts"
        logged = {leaf.object for leaf in self._door.audit.leaves() if leaf.act == FACT_FILE}
        for item in SqlCatalogue(self._workspace.database).published_all():
            path = root / item.path
            if item.sha256 not in logged:
                yield Finding("fact-file-unlogged", {"path": item.path})
            if not path.is_file():
                yield Finding("fact-file-missing", {"path": item.path})
                continue
            with path.open("rb") as stream:
                if hashlib.file_digest(stream, "sha256").hexdigest() != item.sha256:
                    yield Finding("fact-file-differs", {"path": item.path})

    def _log(self, published: list[Source], since: tuple[int, bytes] | None) -> Iterator[Finding]:
        for code, params in self._door.audit.faults(since):
            yield Finding(code, params)
        outcomes: dict[str, Leaf] = {}
        for leaf in self._door.audit.leaves():
            if leaf.act == "publish" and leaf.phase == "intent" and leaf.commitment:
                outcomes[leaf.object] = leaf
        for source in published:
            logged = outcomes.get(source.id)
            if logged is None:
                yield Finding("publication-unlogged", {"name": source.name, "source": source.id})
                continue
            payload = publication_payload(source)
            if commitment(self._door.audit.salt(logged.no), payload).hex() != logged.commitment:
                yield Finding("publication-differs", {"name": source.name, "source": source.id, "leaf": logged.no})

    def _erased(self) -> Iterator[Finding]:
        rows = self._workspace.database.query("SELECT source, sha256, order_ref, at, approved_by FROM tombstone ORDER BY source")
        for no, sha256, order, at, by in rows:
            yield Finding(
                "erased-by-order", {"source": integer(no), "sha256": text(sha256), "order": text(order), "at": text(at), "by": text(by)}
            )


def publication_payload(source: Source) -> dict[str, str | int]:
    """What the publication of a source committed to, recomputed from the register. Its event files have entries of their own."""
    return {
        "source": source.id,
        "sha256": source.sha256,
        "manifest": source.manifest,
        "records": source.records,
        "mapped": source.mapped,
        "problems": source.problems,
        "statements": source.statements,
        "facts": source.facts,
    }
