"""What is installed beside the program: objects behind entry points, ours and a stranger's alike."""

import warnings
from collections.abc import Iterator
from importlib.metadata import EntryPoint, entry_points


def installed(group: str, what: str) -> Iterator[tuple[EntryPoint, object]]:
    """Every object of an entry-point group with its point, by name. One that cannot be loaded is left out with a ``UserWarning`` that names it, as ``what``.

    >>> list(installed("tahqiq.nothing", "nothing"))
    []
    """
    for point in sorted(entry_points(group=group), key=lambda item: item.name):
        try:
            loaded: object = point.load()
        except Exception as error:  # noqa: BLE001 (a stranger's package may fail in any way, and must not stop ours)
            warnings.warn(f"{what} {point.name} ({point.value}) cannot be loaded: {type(error).__name__}: {error}", stacklevel=3)
            continue
        yield point, loaded
