"""Whether the chain of custody of each source is as the log holds it: no line added, changed or gone."""

from collections.abc import Iterable, Iterator
from hashlib import sha256

from tahqiq.access.entries import Entries
from tahqiq.access.leaf import Leaf
from tahqiq.access.log_writer import canonical, commitment
from tahqiq.access.upgrade_entries import upgraded
from tahqiq.model.source import Source
from tahqiq.store.database import Database, text

CUSTODY = "custody"
"""The act of an entry whose object is a source's id and that commits to every line of its chain of custody;
the latest one counts."""
Line = tuple[str, str, str, str]
"""When (a stamp), who, what, and a detail."""


def custody_payload(database: Database, source: int, following: Line | None = None) -> dict[str, str | int]:
    """What an entry commits to: every line of a source (its number), and one that is about to follow; and
    when the source was published."""
    rows = database.query(
        (
            "SELECT s.published_at, c.at, c.actor, c.act, c.detail FROM source s LEFT JOIN custody c ON "
            "c.source = s.no WHERE s.no=? ORDER BY c.no"
        ),
        (source,),
    )
    lines = [[text(value) for value in row[1:]] for row in rows if row[1] is not None] + (
        [list(following)] if following else []
    )
    told = sha256(
        b"".join(canonical({str(number): value for number, value in enumerate(line)}) for line in lines)
    ).hexdigest()
    return {"lines": len(lines), "digest": told, "published_at": text(rows[0][0]) if rows else ""}


def custody_faults(
    database: Database, log: Entries, seen: Iterable[Source]
) -> Iterator[tuple[str, dict[str, str | int]]]:
    """Catalogue code and parameters for each source whose lines are not those that its last entry commits to.
    One that was published before an upgrade and not attested by it has no entry, nor has one that a crash
    left before it was ever read."""
    entries: dict[str, list[Leaf]] = {}
    for leaf in log.leaves(CUSTODY):
        entries.setdefault(leaf.object, []).append(leaf)
    published = {leaf.object: leaf.no for leaf in log.leaves("publish")}
    upgrade = upgraded(log)
    for source in seen:
        own = entries.get(source.id, [])
        if source.state in ("erasing", "erased") or (not own and published.get(source.id, 0) <= upgrade):
            continue
        last = max((leaf.no for leaf in own if leaf.result == "done"), default=0)
        payload = custody_payload(database, source.no)
        if not any(
            commitment(log.salt(leaf.no), payload).hex() == leaf.commitment for leaf in own if leaf.no >= last
        ):
            yield "custody-differs", {"name": source.name, "source": source.id}
