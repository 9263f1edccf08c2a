"""Which judgements a viewer sees: all that each rests on must be visible, and both things that were
judged."""

from collections.abc import Iterable
from dataclasses import dataclass

from tahqiq.model.scope import Scope
from tahqiq.store.judgements import Judgement
from tahqiq.store.visibility import resting
from tahqiq.store.workspace import Workspace

_NO_SOURCE = "~"
"""Sorts after every time."""


@dataclass(frozen=True, slots=True)
class Seen:
    """The visible ones of some judgements, and of each node they are about when its oldest visible source was
    published."""

    judgements: tuple[Judgement, ...]
    oldest: dict[int, str]


def visible(workspace: Workspace, scope: Scope, judgements: Iterable[Judgement]) -> Seen:
    """Those of ``judgements`` that the scope sees. A thing of which every value is hidden or retracted is not
    seen, nor what was judged of it."""
    allowed = [item for item in judgements if item.classes <= scope.classes]
    oldest = oldest_sources(workspace, scope, {node for item in allowed for node in item.pair})
    return Seen(tuple(item for item in allowed if item.left in oldest and item.right in oldest), oldest)


def oldest_sources(workspace: Workspace, scope: Scope, nodes: Iterable[int]) -> dict[int, str]:
    """For each visible node when the oldest visible source that states something of it was published (ISO
    8601 UTC), here or where it was recorded first: an exchange file keeps that, so that an entity is
    displayed alike there and here. Things that are only mentioned or have events come after all others.
    """
    wanted = sorted(set(nodes))
    found = workspace.reading.oldest(scope, wanted)
    rest = [node for node in wanted if node not in found]
    return found | dict.fromkeys(resting(workspace, scope, rest) if rest else (), _NO_SOURCE)
