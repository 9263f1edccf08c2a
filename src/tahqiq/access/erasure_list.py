"""The list of erasures beside the keys, outside the workspace and signed: a restored backup of before erases
again what is on it."""

import fcntl
import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tahqiq.access.keys import folder, signed_by
from tahqiq.kit.errors import Damaged

_BEFORE = b"tahqiq-erasure\n"


@dataclass(frozen=True, slots=True)
class Erased:
    """What was erased: the pseudonym of an identity of the vault, or the id of a source with its order and
    the two persons (empty for an identity: who handled it does not leave the workspace). Moments are
    stamps."""

    kind: Literal["identity", "source"]
    thing: str
    at: str
    order: str = ""
    requested_by: str = ""
    requested_at: str = ""
    approved_by: str = ""
    approved_at: str = ""


def list_of(workspace: str) -> Path:
    """Where the list of a workspace stands."""
    return folder() / f"{workspace}.erasures"


def remember(workspace: str, key: Ed25519PrivateKey, erased: Erased) -> None:
    """Add a line, signed and on the disk, before anything is removed: what is on the list and was not carried
    out is then carried out by a restoring. Raises ``OSError``."""
    path = list_of(workspace)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), "r+b") as out:
        fcntl.flock(out, fcntl.LOCK_EX)
        there = out.read()
        whole = there[: there.rfind(b"\n") + 1]  # half a line of a crash goes
        number = whole.count(b"\n") + 1
        data = json.dumps(
            {"no": number, "workspace": workspace, **asdict(erased)}, sort_keys=True, separators=(",", ":")
        ).encode()
        out.seek(len(whole))
        out.truncate()
        out.write(data + b"\t" + key.sign(_BEFORE + data).hex().encode() + b"\n")
        out.flush()
        os.fsync(out.fileno())


def remembered(path: Path, workspace: str, keys: Iterable[bytes]) -> list[Erased]:
    """The erasures on a list, oldest first; ``keys`` are the public keys that may have signed it. Raises
    ``Damaged`` (``erasure-list-altered``) for a line that none of them signed, of another workspace, or that
    is missing between others."""
    known, found = list(keys), list[Erased]()
    data = path.read_bytes()
    for number, line in enumerate(data[: data.rfind(b"\n") + 1].splitlines(), 1):
        body, _, signature = line.partition(b"\t")
        try:
            signed = bytes.fromhex(signature.decode("ascii"))
            loaded = json.loads(body)
            fits = loaded.pop("no") == number and loaded.pop("workspace") == workspace
            item = Erased(**loaded)
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise Damaged("erasure-list-altered", path=str(path)) from error
        if not fits or not any(signed_by(public, signed, _BEFORE + body) for public in known):
            raise Damaged("erasure-list-altered", path=str(path))
        found.append(item)
    return found
