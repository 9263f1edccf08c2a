"""Policies of an office's own in place of those that come with the program: in force only when an
administrator adopted them, which the log holds.

A file that somebody put into the folder (or took out of it) changes nobody's rights: the workspace does not
open until it is as adopted.
"""

import hashlib
from pathlib import Path

from tahqiq.access.audit import AuditLog
from tahqiq.access.log_search import Wanted
from tahqiq.access.policy import Policies
from tahqiq.access.policy_check import checked
from tahqiq.kit.errors import Damaged

ADOPT = "adopt-policies"
"""The act of adopting; its object is the SHA-256 of the file, or :data:`BUILT_IN`."""
BUILT_IN = "built-in"
FILE = "policies.cedar"


def in_force(root: Path, log: AuditLog) -> Policies:
    """The policies of the workspace in the folder ``root``. Raises ``Damaged``: ``policies-not-adopted`` when
    the file there is not the one adopted last, ``policies-invalid`` when it cannot be used."""
    text = _text(root)
    found = digest(text)
    done = log.search.latest(Wanted(act=ADOPT, kind="acts"))
    adopted = next((leaf.object for leaf in done if leaf.result == "done"), BUILT_IN)
    if found != adopted:
        raise Damaged("policies-not-adopted", path=str(root / FILE), found=found, adopted=adopted)
    return checked() if text is None else Policies(text)


def digest(text: str | None) -> str:
    """How the log calls policies; None = those of the program.

    >>> digest(None)
    'built-in'
    """
    return BUILT_IN if text is None else hashlib.sha256(text.encode()).hexdigest()


def keep(root: Path, text: str | None) -> None:
    """Write policies into the folder, or with None take the file away. Raises ``Damaged``
    (``policies-invalid``) before anything is written."""
    if text is None:
        (root / FILE).unlink(missing_ok=True)
        return
    Policies(text)
    (root / FILE).write_text(text, "utf-8")


def _text(root: Path) -> str | None:
    path = root / FILE
    return path.read_text("utf-8") if path.is_file() else None
