"""The files that a person names, folders walked."""

from pathlib import Path

from tahqiq.kit.errors import WrongUse
from tahqiq.kit.text import storable


def files_of(paths: list[Path]) -> list[tuple[Path, str]]:
    """Every file to collect with the name to show, folders walked in order; links and hidden files are left
    out of folders.

    Raises :class:`WrongUse` (``no-such-path``) for a path that is not there.
    """
    found: list[tuple[Path, str]] = []
    for path in paths:
        if path.is_dir():
            inside = (item for item in sorted(path.rglob("*")) if item.is_file() and not item.is_symlink())
            found += [
                (item, storable(str(item.relative_to(path))))
                for item in inside
                if not any(part.startswith(".") for part in item.relative_to(path).parts)
            ]
        elif path.is_file():
            found.append((path, storable(path.name)))
        else:
            raise WrongUse("no-such-path", path=storable(str(path)))
    return found


def size_of(path: Path) -> int:
    """Bytes of a file; 0 when it cannot be asked, which opening it will tell."""
    try:
        return path.stat().st_size
    except OSError:
        return 0
