"""The seal of a report: a small signed file beside the PDF that names it and all digests it rests on, and the
check of both."""

import base64
import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from pydantic import Field, ValidationError

from tahqiq.access.keys import fingerprint, public_bytes
from tahqiq.desk.answers import Strict
from tahqiq.kit.errors import Damaged, NotFound, WrongUse

ENDING = ".seal.json"
LONGEST = 200_000


def shown_number(number: str, exhibit: str) -> str:
    """A report's number as people say it: the number of the exhibit and the version of its examination.

    >>> shown_number("0123456789abcdef.7", "4/1")
    '4/1-7'
    """
    return f"{exhibit}-{number.rpartition('.')[2]}"


class Seal(Strict):
    """What is signed: the number and language of the report, the digest of the PDF, that of the examination's
    content and of all that it rests on, whether both reviews were done."""

    report: str
    exhibit: str
    language: str
    released: bool
    issued: str
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    content: str = Field(pattern=r"^[0-9a-f]{64}$")
    rests_on: list[tuple[str, str, str]]
    software: str

    @property
    def shown(self) -> str:
        """The number of the report as people say it."""
        return shown_number(self.report, self.exhibit)


class Signed(Strict):
    """A seal with its signature (Ed25519 over its JSON with sorted names and without blanks) and the public
    half of the key, both in Base64."""

    seal: Seal
    key: str
    signature: str


def sealed(seal: Seal, key: Ed25519PrivateKey) -> bytes:
    """The file of a seal."""
    made = Signed(
        seal=seal,
        key=base64.b64encode(public_bytes(key)).decode(),
        signature=base64.b64encode(key.sign(_bytes(seal))).decode(),
    )
    return (json.dumps(made.model_dump(), ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode()


def checked(path: Path, seal: Path | None = None, key: str = "") -> tuple[Seal, str]:
    """The seal of a report whose file is what was sealed, and the fingerprint of its key. Raises ``NotFound``
    (``lab-no-such-file``, ``lab-no-seal``), ``Damaged``: ``lab-report-changed`` where the PDF is another,
    ``lab-seal-changed`` where the seal itself is; ``lab-seal-key`` where ``key`` (a fingerprint) is not that
    of the seal."""
    beside = seal or path.with_name(path.name + ENDING)
    if not path.is_file():
        raise NotFound("lab-no-such-file", name=path.name)
    if not beside.is_file():
        raise NotFound("lab-no-seal", name=path.name, seal=beside.name)
    return checked_bytes(
        path.name,
        hashlib.sha256(path.read_bytes()).hexdigest(),
        beside.read_bytes()[:LONGEST],
        beside.name,
        key,
    )


def checked_bytes(report: str, sha256: str, data: bytes, name: str, key: str = "") -> tuple[Seal, str]:
    """The same by the digest of the PDF and the bytes of the seal; ``report`` and ``name`` are what the two
    files are called. Raises ``Damaged`` as :func:`checked` does."""
    try:
        found = Signed.model_validate(json.loads(data, object_pairs_hook=once))
        public = _bytes_of(found.key)
        Ed25519PublicKey.from_public_bytes(public).verify(_bytes_of(found.signature), _bytes(found.seal))
    except (ValidationError, ValueError, RecursionError, InvalidSignature):
        raise Damaged("lab-seal-changed", name=name) from None
    if sha256 != found.seal.sha256:
        raise Damaged("lab-report-changed", name=report)
    own = fingerprint(public)
    if key and _plain(key) != _plain(own):
        raise Damaged("lab-seal-key", name=name, key=own)
    return found.seal, own


def missing(seal: Seal, given: Mapping[str, str]) -> tuple[list[str], list[str]]:
    """Of files given by name with their digests: those that the report rests on, and those that it does not
    know."""
    known = {digest for *_, digest in seal.rests_on}
    return sorted(name for name, digest in given.items() if digest in known), sorted(
        name for name, digest in given.items() if digest not in known
    )


def digests(paths: Sequence[Path]) -> dict[str, str]:
    """The digests of files by name. Raises ``WrongUse`` (``lab-no-such-file``)."""
    found = {}
    for path in paths:
        if not path.is_file():
            raise WrongUse("lab-no-such-file", name=path.name)
        found[path.name] = hashlib.sha256(path.read_bytes()).hexdigest()
    return found


def _bytes(seal: Seal) -> bytes:
    return json.dumps(seal.model_dump(), ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """An object of JSON whose names each stand once: of a name that stands twice, one reader shows the first
    value and another the last. Raises ``ValueError``."""
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a name stands twice")
    return found


def _bytes_of(text: str) -> bytes:
    """Base64 in the one form in which it is written: several texts stand for the same bytes otherwise. Raises
    ``ValueError``."""
    found = base64.b64decode(text, validate=True)
    if base64.b64encode(found).decode() != text:
        raise ValueError("not written as Base64 is written")
    return found


def _plain(key: str) -> str:
    return key.replace("-", "").replace(" ", "").casefold()
