"""Which kinds of records are installed: entry points of the group ``tahqiq.kinds``, each a kind or several."""

import warnings
from collections.abc import Iterable
from functools import cache
from importlib.metadata import entry_points

from pydantic import BaseModel

from tahqiq.model.kind import Kind

GROUP = "tahqiq.kinds"
AnyKind = Kind[BaseModel]


@cache
def kinds() -> dict[str, AnyKind]:
    """Every installed kind by its name. What cannot be loaded, and a second kind of one name, is left out with a ``UserWarning``."""
    found: dict[str, AnyKind] = {}
    for point in sorted(entry_points(group=GROUP), key=lambda item: item.name):
        try:
            loaded = point.load()
        except Exception as error:  # noqa: BLE001 (a stranger's package may fail in any way, and must not stop ours)
            warnings.warn(f"kinds {point.name} ({point.value}) cannot be loaded: {type(error).__name__}: {error}", stacklevel=2)
            continue
        for item in list(loaded) if isinstance(loaded, Iterable) else [loaded]:
            if not isinstance(item, Kind) or item.name in found:
                warnings.warn(
                    f"kinds {point.name} ({point.value}): {getattr(item, 'name', item)} is no kind or is there already", stacklevel=2
                )
                continue
            found[item.name] = item
    return found
