"""What an office decides once about its backups: the recovery key they are sealed to, and after how many days
they are destroyed."""

import json
from dataclasses import asdict, dataclass

from tahqiq.access.door import Door
from tahqiq.access.log_search import Wanted
from tahqiq.access.log_writer import commitment
from tahqiq.kit.errors import Conflict, Damaged
from tahqiq.model.scope import Actor
from tahqiq.store.backup.recovery_key import PublicHalf
from tahqiq.store.workspace import note, noted

SET = "backup-settings"
"""The act of the log that commits to them, and their entry in the workspace's own table."""


@dataclass(frozen=True, slots=True)
class Settings:
    """``key`` is the public half of the recovery key in hex; ``days`` how long a backup is kept, 0 = until
    somebody destroys it."""

    key: str
    days: int = 0

    @property
    def public(self) -> PublicHalf:
        """The key that backups are sealed to."""
        return PublicHalf(bytes.fromhex(self.key))

    def payload(self) -> dict[str, str | int]:
        """What the entry of the log commits to."""
        return {"key": self.key, "days": self.days}


def settings(door: Door) -> Settings | None:
    """What was decided; None before anybody did. Raises ``Damaged`` (``recovery-key-altered``) where the log
    does not hold it: whoever writes into the database alone does not get backups sealed to a key of
    theirs."""
    kept = noted(door.workspace.database, SET)
    leaf = next((leaf for leaf in door.audit.search.latest(Wanted(act=SET)) if leaf.result == "done"), None)
    if kept is None and leaf is None:
        return None
    try:
        found = Settings(**json.loads(kept)) if kept is not None else Settings("")
    except (ValueError, TypeError) as error:
        raise Damaged("recovery-key-altered") from error
    if leaf is None or commitment(door.audit.salt(leaf.no), found.payload()).hex() != leaf.commitment:
        raise Damaged("recovery-key-altered")
    return found


def decide(door: Door, actor: Actor, decided: Settings) -> None:
    """Decide about backups from now on; for administrators and the owner of a personal workspace. Raises
    ``Refused`` (``refused-by-policy``)."""
    door.require(actor, "manage-people")
    with door.audit.act(actor, SET, decided.public.name, payload=decided.payload()):
        note(door.workspace.database, SET, json.dumps(asdict(decided)))


def sealed_to(door: Door, actor: Actor, key: PublicHalf | None) -> Settings:
    """What a backup is made under. ``key`` is the office's or, before there is one, becomes it where the
    person may decide that. Raises ``Conflict`` (``recovery-key-needed``, ``recovery-key-other``), ``Refused``
    (``refused-by-policy``)."""
    found = settings(door)
    if found is None:
        if key is None:
            raise Conflict("recovery-key-needed")
        found = Settings(key.raw.hex())
        decide(door, actor, found)
    if key is not None and key.raw.hex() != found.key:
        raise Conflict("recovery-key-other", key=key.name, known=found.public.name)
    return found
