"""Whether statements are as their sources were published: by manifest, by id, by value."""

import hashlib
from collections.abc import Iterator

from tahqiq.model.source import Source
from tahqiq.model.statement import statement_id
from tahqiq.store.database import blob, integer, text
from tahqiq.store.nodes import value_hash
from tahqiq.store.statements import check
from tahqiq.store.value_sql import value_sql
from tahqiq.store.workspace import Workspace

Fault = tuple[str, dict[str, str | int]]


def statement_faults(workspace: Workspace, published: list[Source]) -> Iterator[Fault]:
    expected: dict[int, dict[bytes, bytes]] = {}
    for source in published:
        path = workspace.publication.manifest_path(source.no)
        if not path.is_file():
            yield "manifest-differs", {"name": source.name, "source": source.id}
            continue
        if hashlib.sha256(path.read_bytes()).hexdigest() != source.manifest:
            yield "manifest-differs", {"name": source.name, "source": source.id}
        expected[source.no] = workspace.publication.manifest(source.no)
    shas = {source.no: (source.sha256, source.name, source.id) for source in published}
    yield from _rows(workspace, expected, shas)
    for no, rest in expected.items():
        for identity in sorted(rest)[:20]:
            yield "statement-missing", {"id": identity.hex(), "name": shas[no][1], "source": shas[no][2]}


def _rows(
    workspace: Workspace, expected: dict[int, dict[bytes, bytes]], shas: dict[int, tuple[str, str, str]]
) -> Iterator[Fault]:
    rows = workspace.database.stream(
        "SELECT n.id, n.schema, s.id, s.source, p.name,"
        f" {value_sql(workspace.database.engine)}, o.text, s.lang, t.id, s.part, s.rowno, "
        "s.colno, s.class, s.grade, v.hash"
        " FROM statement s JOIN node n ON n.no = s.entity JOIN prop p ON p.no = s.prop LEFT JOIN "
        "value v ON v.no = s.value"
        " LEFT JOIN value o ON o.no = s.original LEFT JOIN node t ON t.no = s.target"
    )
    for (
        entity,
        schema,
        identity,
        source,
        prop,
        value,
        original,
        lang,
        target,
        part,
        row,
        column,
        data_class,
        grade,
        mark,
    ) in rows:
        no = integer(source)
        if no not in expected:
            continue
        sha256, name, public = shas[no]
        where: dict[str, str | int] = {
            "id": blob(identity).hex(),
            "name": name,
            "source": public,
            "row": integer(row),
            "prop": text(prop),
        }
        known = expected[no].pop(blob(identity), None)
        made = statement_id(
            sha256,
            integer(part),
            integer(row),
            integer(column),
            blob(entity),
            text(prop),
            text(value),
            text(lang),
        )
        if known is None:
            yield "statement-added", where
        elif made != blob(identity):
            yield "statement-differs", where
        else:
            kept = None if original is None else text(original)
            now = check(
                text(schema),
                kept,
                integer(data_class),
                None if grade is None else text(grade),
                blob(target),
            )
            if now != known:
                yield "statement-differs", where
            elif mark is not None and value_hash(text(value)) != blob(mark):
                yield "value-misplaced", {"id": blob(mark).hex()}
