"""Where a package declares things in YAML: one folder for each sort of thing, or beside the feature that they
belong to."""

from collections.abc import Iterable, Iterator
from importlib.resources.abc import Traversable

SORTS = frozenset({"forms", "flows", "rules", "registers", "prints", "messages"})
"""Folders of one sort of thing; any other is that of a feature."""


def declarations(package: Traversable, sort: str) -> tuple[Traversable, ...]:
    """The YAML files of one sort (``registers``, ``rules`` …), by their names: those in the folder called so,
    and in the folder of each feature those whose name begins with the sort in the singular
    (``moves/register.yaml``, ``moves/rules.yaml``). None where there are none."""
    found = list(yaml_files(package.joinpath(sort)))
    for feature in _sorted(package):
        if feature.is_dir() and feature.name not in SORTS:
            found += [one for one in yaml_files(feature) if one.name.startswith(sort.removesuffix("s"))]
    return tuple(found)


def yaml_files(folder: Traversable) -> Iterator[Traversable]:
    """The YAML files of a folder, by their names; none where it is not there."""
    return (one for one in _sorted(folder) if one.name.endswith(".yaml"))


def _sorted(folder: Traversable) -> Iterable[Traversable]:
    return sorted(folder.iterdir(), key=lambda one: one.name) if folder.is_dir() else ()
