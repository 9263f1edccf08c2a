"""Which kinds of records are installed: those that a desk of the group ``tahqiq.desks`` declares, and entry
points of the group ``tahqiq.kinds``, each a kind or several."""

import warnings
from collections.abc import Iterable
from functools import cache

from pydantic import BaseModel

from tahqiq.kit.entry_points import installed
from tahqiq.model.kind import Kind

GROUP = "tahqiq.kinds"
DESKS = "tahqiq.desks"
"""The group of desks; of each only its ``kinds`` are read here."""
AnyKind = Kind[BaseModel]


@cache
def kinds() -> dict[str, AnyKind]:
    """Every installed kind by its name. What cannot be loaded, and a second kind of one name, is left out
    with a ``UserWarning``."""
    found: dict[str, AnyKind] = {}
    brought = [(point, getattr(loaded, "kinds", ())) for point, loaded in installed(DESKS, "desk")]
    for point, loaded in (*brought, *installed(GROUP, "kinds")):
        for item in list(loaded) if isinstance(loaded, Iterable) else [loaded]:
            if isinstance(item, Kind) and found.get(item.name) is item:
                continue
            if not isinstance(item, Kind) or item.name in found:
                warnings.warn(
                    (
                        f"kinds {point.name} ({point.value}): {getattr(item, 'name', item)} is no kind "
                        "or is there already"
                    ),
                    stacklevel=2,
                )
                continue
            found[item.name] = item
    return found
