"""Who acted, where that must stay closed: encrypted in the rows and in the log, and opened for those whom the
policies let see it.

The key lies with the keys of the vault, outside the workspace (AES-256-GCM). Values have one length for every
person. docs/decisions/0093 says what is hidden and from whom.
"""

import base64
import hmac
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import replace
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from tahqiq.access.vault_keys import vault_key
from tahqiq.kit.errors import Damaged
from tahqiq.model.scope import Actor
from tahqiq.store.workspace import Workspace

SEE = "see-who-acted"
"""The action of the policies: whom it is allowed for a case (or the file of a desk) sees who acted in what is
hidden there."""
HIDDEN = "hidden:"
"""How a hidden person begins in a row or in the log."""
SOMEBODY = "hidden"
"""What stands for a hidden person where the log is shown."""
_PURPOSE = "who acted"
_NONCE, _BLOCK = 12, 64
_current: ContextVar[Callable[[str], str] | None] = ContextVar("hidden-actor", default=None)


class HiddenActors:
    """Hides the ids of persons in one workspace, and opens them again."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._made: tuple[AESGCM, bytes] | None = None

    def hide(self, person: str, where: str = "") -> str:
        """A person's id, encrypted. With ``where`` the same id gives the same text there, and another text
        everywhere else. What is hidden stays as it is."""
        if not person or person.startswith(HIDDEN):
            return person
        cipher, marks = self._keys()
        data = person.encode()
        data += b"\0" * (-len(data) % _BLOCK)
        nonce = (
            hmac.new(marks, f"{where}|{person}".encode(), sha256).digest()[:_NONCE]
            if where
            else secrets.token_bytes(_NONCE)
        )
        return (
            HIDDEN + base64.urlsafe_b64encode(nonce + cipher.encrypt(nonce, data, _PURPOSE.encode())).decode()
        )

    def person(self, text: str) -> str:
        """The id that a text hides; what is not hidden is the id itself. Raises ``Damaged``
        (``vault-key-missing``, ``vault-field-damaged``)."""
        if not text.startswith(HIDDEN):
            return text
        cipher, _ = self._keys()
        try:
            closed = base64.urlsafe_b64decode(text.removeprefix(HIDDEN))
            return cipher.decrypt(closed[:_NONCE], closed[_NONCE:], _PURPOSE.encode()).rstrip(b"\0").decode()
        except (InvalidTag, ValueError) as error:
            raise Damaged("vault-field-damaged") from error

    def _keys(self) -> tuple[AESGCM, bytes]:
        if self._made is None:
            key = vault_key(self._workspace, _PURPOSE)
            self._made = AESGCM(_derived(key, "closing")), _derived(key, "places")
        return self._made


@contextmanager
def hiding(actors: HiddenActors) -> Iterator[None]:
    """Within it, whoever is named in an entry of the log is hidden there."""
    mark = _current.set(actors.hide)
    try:
        yield
    finally:
        _current.reset(mark)


def entered(actor: Actor) -> Actor:
    """As whom somebody stands in an entry of the log that is written now."""
    hide = _current.get()
    return actor if hide is None else replace(actor, id=hide(actor.id))


def _derived(key: bytes, use: str) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=f"tahqiq {_PURPOSE} {use}".encode()).derive(
        key
    )
