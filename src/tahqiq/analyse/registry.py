"""Which analyses there are. Ours and a stranger's come through the same entry-point group; one point may give
one analysis or several."""

import warnings
from collections.abc import Iterable
from functools import cache
from importlib.metadata import EntryPoint

from tahqiq.analyse.declaration import FAMILIES, Analysis
from tahqiq.kit.entry_points import installed
from tahqiq.kit.errors import NotFound

GROUP = "tahqiq.analyses"


@cache
def analyses() -> tuple[Analysis, ...]:
    """Every installed analysis, by family and id. What cannot be loaded is left out with a ``UserWarning``
    naming it and the reason."""
    found: dict[str, Analysis] = {}
    for point, loaded in installed(GROUP, "analysis"):
        for one in _offered(point, loaded):
            found.setdefault(one.id, one)
    return tuple(sorted(found.values(), key=lambda item: (_family(item.family), item.id)))


def analysis(name: str) -> Analysis:
    """The analysis called ``name``; raises :class:`NotFound` (``no-such-analysis``)."""
    for one in analyses():
        if one.id == name:
            return one
    raise NotFound("no-such-analysis", name=name[:80], known=", ".join(item.id for item in analyses()))


def _family(name: str) -> tuple[int, str]:
    return (FAMILIES.index(name) if name in FAMILIES else len(FAMILIES), name)


def _offered(point: EntryPoint, loaded: object) -> list[Analysis]:
    offered = list(loaded) if isinstance(loaded, Iterable) else [loaded]
    good = [item for item in offered if isinstance(item, Analysis)]
    if len(good) < len(offered):
        warnings.warn(f"analysis {point.name} ({point.value}) is not an Analysis", stacklevel=2)
    return good
