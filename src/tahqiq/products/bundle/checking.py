"""Whether a bundle is as it was signed: what the page ``verify.html`` of a bundle finds, for a terminal."""

import hashlib
import json
import zipfile
from dataclasses import dataclass
from pathlib import Path

from tahqiq.access.keys import fingerprint, signed_by
from tahqiq.kit.errors import WrongUse
from tahqiq.products.bundle.archive import MANIFEST, SIGNATURE, SIGNED

_MOST = 64 << 20


@dataclass(frozen=True, slots=True)
class Checked:
    """``signed``: the signature fits the manifest; ``key`` the fingerprint of the key that made it; the names of files that are changed, missing or not part of it."""

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


def check(path: Path) -> Checked:
    """Reads the file once. Raises ``WrongUse`` (``bundle-unreadable``) for what is no bundle."""
    try:
        with zipfile.ZipFile(path) as book:
            return _checked(book)
    except (OSError, zipfile.BadZipFile, KeyError, ValueError, NotImplementedError) as fault:
        raise WrongUse("bundle-unreadable", path=str(path), reason=str(fault)) from fault


def _checked(book: zipfile.ZipFile) -> Checked:
    manifest, by = (_read(book, name) for name in (MANIFEST, SIGNATURE))
    told, signature = json.loads(manifest), json.loads(by)
    public = bytes.fromhex(str(signature["public"]))
    signed = signed_by(public, bytes.fromhex(str(signature["signature"])), SIGNED + manifest)
    listed = {str(one["path"]): str(one["sha256"]) for one in told["files"]}
    names = [info.filename for info in book.infolist() if not info.is_dir()]
    there = set(names)
    twice = {name for name in there if names.count(name) > 1}
    differs = tuple(name for name, sha256 in listed.items() if name in there and (name in twice or _sha256(book, name) != sha256))
    missing = tuple(name for name in listed if name not in there)
    unknown = tuple(sorted(there - {*listed, MANIFEST, SIGNATURE}))
    return Checked(signed, fingerprint(public), str(told.get("number", "")), len(listed), differs, missing, unknown)


def _read(book: zipfile.ZipFile, name: str) -> bytes:
    if book.getinfo(name).file_size > _MOST:
        raise ValueError(f"{name} is too large")
    return book.read(name)


def _sha256(book: zipfile.ZipFile, name: str) -> str:
    state = hashlib.sha256()
    try:
        with book.open(name) as stream:
            while block := stream.read(4 << 20):
                state.update(block)
    except zipfile.BadZipFile:
        return ""
    return state.hexdigest()
