"""Does each listed file still have the bytes that were published?"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from tahqiq.store.facts.catalogue import FactFile


@dataclass(frozen=True, slots=True)
class Differing:
    """A file that does not hold; ``code`` is the entry of the message catalogue."""

    file: FactFile
    code: Literal["facts-file-missing", "facts-file-differs"]


def differing(root: Path, files: Iterable[FactFile]) -> Iterator[Differing]:
    """Hash every file again; yields those that are gone or changed. Never raises for a damaged file."""
    for file in files:
        try:
            with (root / file.path).open("rb") as handle:
                found = hashlib.file_digest(handle, "sha256").hexdigest()
        except OSError:
            yield Differing(file, "facts-file-missing")
            continue
        if found != file.sha256:
            yield Differing(file, "facts-file-differs")
