"""The proof of the log: its leaves recomputed into a tree and held against the heads that were signed,
written beside the key and kept outside."""

import json
from collections.abc import Callable, Iterable
from pathlib import Path

from tahqiq.access.keys import fingerprint, formerly, pinned, remembered_heads, signed_by
from tahqiq.access.log_head import Head, signed_text
from tahqiq.access.merkle import Frontier, leaf_hash
from tahqiq.access.set_back import Steady

Fault = tuple[str, dict[str, str | int]]


def log_faults(
    workspace: str,
    path: Path,
    heads: Iterable[Head],
    rows: Iterable[tuple[int, bytes, bytes]],
    kept: Callable[[], tuple[int, bytes] | None],
    since: tuple[int, bytes] | None,
    take: Callable[[int, bytes, bytes], None] | None,
) -> list[Fault]:
    """What does not hold of the log at ``path`` (``AuditLog.faults``); ``kept`` tells, once all
    rows are read, size and peaks of the tree as the log keeps them."""
    found: list[Fault] = []
    wanted = {head.size: head for head in heads}
    outside = [*remembered_heads(workspace, path), *([since] if since else [])]
    known = pinned(workspace)
    before = {(size, public) for until, public in formerly(workspace) for size in wanted if size <= until}
    frontier, steady = Frontier(), Steady()
    roots: dict[int, bytes] = {0: frontier.root()}
    sizes = {*wanted, *(size for size, _ in outside)}
    for no, data, salt in rows:
        if take is not None:
            take(no, data, salt)
        said = _entry_of(data)
        if no != frontier.size + 1 or said.get("no") != no:
            found.append(("audit-leaf-wrong", {"no": no}))
        found += steady.back(no, said)
        frontier.append(leaf_hash(data))
        if frontier.size in sizes:
            roots[frontier.size] = frontier.root()
    tree = kept()
    if tree is not None and (tree[0] != frontier.size or tree[1] != b"".join(frontier.peaks)):
        found.append(("audit-log-cut", {"size": tree[0], "leaves": frontier.size}))
    for size, head in wanted.items():
        if roots.get(size) != head.root:
            found.append(("audit-head-differs", {"size": size, "leaves": frontier.size}))
        elif not signed_by(head.public, head.signature, signed_text(workspace, size, head.root, head.at)):
            found.append(("audit-signature-wrong", {"size": size}))
        elif known is not None and head.public != known and (size, head.public) not in before:
            found.append(
                (
                    "audit-key-foreign",
                    {"size": size, "key": fingerprint(head.public), "known": fingerprint(known)},
                )
            )
    for size, root in dict.fromkeys(outside):
        if roots.get(size) != root:
            found.append(("audit-head-differs", {"size": size, "leaves": frontier.size}))
        elif size not in wanted and since != (size, root):
            found.append(("audit-head-gone", {"size": size}))
    return found


def _entry_of(data: bytes) -> dict[str, object]:
    """What a row of the log says; {} where it is no entry."""
    try:
        loaded = json.loads(data)
    except ValueError:
        return {}
    return loaded if isinstance(loaded, dict) else {}
