"""What is installed beside the program: objects behind entry points, ours and a stranger's alike."""

import warnings
from collections.abc import Iterator
from importlib.metadata import EntryPoint, entry_points
from importlib.resources import files
from importlib.resources.abc import Traversable
from importlib.util import find_spec
from pathlib import Path


def folder_of(package: str) -> Traversable:
    """The folder of a package that holds data, by its dotted name, without running any code of it or of those
    above it, where it lies in a folder. Raises ``ModuleNotFoundError``.

    >>> folder_of("tahqiq.kit.messages").joinpath("core.yaml").is_file()
    True
    """
    top, *rest = package.split(".")
    spec = find_spec(top)
    for place in (spec.submodule_search_locations or []) if spec else []:
        folder = Path(place).joinpath(*rest)
        if folder.is_dir():
            return folder
    return files(package)


def broken(group: str, loaded: int) -> list[str]:
    """The names of a group's entry points when fewer than all of them (``loaded``) could be used; [] when all
    could."""
    names = [point.name for point in entry_points(group=group)]
    return names if len(names) > loaded else []


def installed(group: str, what: str) -> Iterator[tuple[EntryPoint, object]]:
    """Every object of an entry-point group with its point, by name. One that cannot be loaded is left out
    with a ``UserWarning`` that names it, as ``what``.

    >>> list(installed("tahqiq.nothing", "nothing"))
    []
    """
    for point in sorted(entry_points(group=group), key=lambda item: item.name):
        try:
            loaded: object = point.load()
        except Exception as error:  # noqa: BLE001 (a stranger's package may fail in any way, and must not stop ours)
            warnings.warn(
                f"{what} {point.name} ({point.value}) cannot be loaded: {type(error).__name__}: {error}",
                stacklevel=3,
            )
            continue
        yield point, loaded
