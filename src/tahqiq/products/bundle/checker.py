"""Whether a bundle is as it was signed: what the page ``verify.html`` of a bundle finds, for a terminal."""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from tahqiq.access.keys import fingerprint, signed_by
from tahqiq.formats.confined.task import ORDINARY, Stopped, Task
from tahqiq.kit.errors import WrongUse
from tahqiq.products.bundle.archive import MANIFEST, SIGNATURE, SIGNED, signature_of

BETWEEN = "(…)"
"""What is called unknown where bytes lie between the entries of the file or after them: its directory lists
nothing there, and other programs may find files."""


@dataclass(frozen=True, slots=True)
class Checked:
    """``signed``: the signature fits the manifest; ``key`` the fingerprint of the key that made it; the names
    of files that are changed, missing or not part of it."""

    signed: bool
    key: str
    number: str
    files: int
    differs: tuple[str, ...]
    missing: tuple[str, ...]
    unknown: tuple[str, ...]

    @property
    def sound(self) -> bool:
        """Whether nothing was changed since it was signed; whose the key is, is another question."""
        return self.signed and not (self.differs or self.missing or self.unknown) and self.files > 0


_LOOKED = Task["tuple[str, bytes, bytes, list[tuple[str, str, bool]], bool]"](
    "tahqiq.formats.bundle:looked",
    tuple[str, bytes, bytes, list[tuple[str, str, bool]], bool],
    replace(ORDINARY, max_cpu=4 * 3600.0, max_silence=4 * 3600.0),
)


def check(path: Path) -> Checked:
    """Reads the file once, in a process of its own. Raises ``WrongUse`` (``bundle-unreadable``) for what is
    no bundle."""
    try:
        why, manifest, by, files, close = _LOOKED.once(path, MANIFEST, SIGNATURE)
        if why:
            raise ValueError(why)
        return _checked(manifest, by, files, close=close)
    except (OSError, KeyError, ValueError, TypeError, RecursionError, Stopped) as fault:
        raise WrongUse("bundle-unreadable", path=str(path), reason=str(fault)) from fault


def _checked(manifest: bytes, by: bytes, files: Sequence[tuple[str, str, bool]], *, close: bool) -> Checked:
    told, (public, signature) = json.loads(manifest), _signature(by)
    signed = signed_by(public, signature, SIGNED + manifest)
    listed = {str(one["path"]): str(one["sha256"]) for one in told["files"]}
    count = Counter(name for name, _, _ in files)
    odd = {name for name, _, plain in files if count[name] > 1 or not plain}
    found = {name: sha256 for name, sha256, _ in files}
    differs = tuple(
        name for name, sha256 in listed.items() if name in found and (name in odd or found[name] != sha256)
    )
    differs += tuple(sorted(odd & {MANIFEST, SIGNATURE}))
    missing = tuple(name for name in listed if name not in found)
    unknown = tuple(sorted(found.keys() - {*listed, MANIFEST, SIGNATURE})) + (() if close else (BETWEEN,))
    return Checked(
        signed, fingerprint(public), str(told.get("number", "")), len(listed), differs, missing, unknown
    )


def _signature(data: bytes) -> tuple[bytes, bytes]:
    """Key and signature as a bundle is written with them, and in no other way: what reads the same and looks
    otherwise was changed. Raises ``ValueError``."""
    told = json.loads(data)
    found = bytes.fromhex(str(told["public"])), bytes.fromhex(str(told["signature"]))
    if data != signature_of(*found):
        raise ValueError(f"{SIGNATURE} is not as it is written")
    return found
