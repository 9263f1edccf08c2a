"""Backups of a workspace, and a workspace from a backup."""

from dataclasses import replace
from pathlib import Path

from tahqiq.access.door import Door
from tahqiq.access.people import RESTORER
from tahqiq.access.verdict import Verdict
from tahqiq.access.verify import Verifier
from tahqiq.casework.backing_up import Made, back_up
from tahqiq.casework.backup_settings import Settings, decide
from tahqiq.casework.backup_settings import settings as settings_or_none
from tahqiq.casework.erasure_run import start
from tahqiq.casework.restore import Restored, Terms, restore
from tahqiq.kit.errors import Conflict, WrongUse
from tahqiq.store.backup.recovery_key import PrivateHalf, PublicHalf
from tahqiq.store.text_strikes import proposals
from tahqiq.workbench.bench import Bench


class Backups(Bench):
    """What keeps a workspace from being lost."""

    def back_up(
        self, target: Path, key: PublicHalf | None = None, onto: Path | None = None, with_key: bool = False
    ) -> Made:
        """Make a backup of the whole workspace while people work in it; for administrators (and the owner of
        a personal workspace), who read nothing by it: only the private half of the recovery key opens it.
        Parameters and errors as :func:`tahqiq.casework.backing_up.back_up`."""
        return back_up(self.door, self.actor, target, key, onto, with_key)

    def decide_backups(self, key: PublicHalf | None, days: int | None) -> Settings:
        """Set the office's recovery key and after how many days backups are destroyed (0 = never), each where
        it is given; for administrators and the owner of a personal workspace. Raises ``Refused``,
        ``Conflict`` (``recovery-key-needed``), ``WrongUse`` (``backup-days``)."""
        found = settings_or_none(self.door) if key is None or days is None else None
        raw = key.raw.hex() if key else found.key if found else ""
        if not raw:
            raise Conflict("recovery-key-needed")
        kept = days if days is not None else found.days if found else 0
        if not 0 <= kept <= 36_500:
            raise WrongUse("backup-days", value=kept)
        made = Settings(raw, kept)
        decide(self.door, self.actor, made)
        return made


def restored(
    file: Path, folder: Path, key: PrivateHalf, terms: Terms | None = None
) -> tuple[Restored, Verdict]:
    """Restore a backup into an empty folder, do what every start does (sweep what was under way, finish an
    erasure that two persons ordered), and verify all of it. Errors as
    :func:`tahqiq.casework.restore.restore`."""
    found = restore(file, folder, key, terms)
    door = Door.opened(folder)
    try:
        start(door)
        with door.audit.process(RESTORER, "verify", door.workspace.description.id):
            verdict = Verifier(door, None).verify(terms.since if terms else None)
        found = replace(found, texts=len(proposals(door.workspace.database)))
    finally:
        door.close()
    return found, verdict
