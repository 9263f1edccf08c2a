"""Originals of which the register knows nothing. A deposit is a row before it is acknowledged, so that such a
file was left by a crash, lost by an older program, or put there."""

import json
import time
from datetime import UTC, datetime

from tahqiq.kit import clock
from tahqiq.store.database import Database, text
from tahqiq.store.workspace import Workspace, noted

ROWS_SINCE = "deposits-are-rows"
"""The entry of a workspace's own table that says since when every deposit is a row before it is acknowledged:
what is older may have been acknowledged."""
_UPLOAD_SECONDS = 60.0
"""How old a file is that a request may still be about to register."""


def unlisted(workspace: Workspace) -> list[str]:
    """Hashes of originals that no source has, in order. What jobs under way found inside archives since they
    began is left out, and what a job still names."""
    there = list(workspace.originals.all())
    found = set(there) - _known(workspace) - _named_by_jobs(workspace)
    if any(time.time() - _changed(workspace, sha256) < _UPLOAD_SECONDS for sha256 in found):
        time.sleep(1.0)  # between sealing and registering lie milliseconds
        found -= _known(workspace)
    begun = workspace.database.query(
        "SELECT MIN(created_at) FROM job WHERE state='running' AND lease_until>=?", (clock.stamp(),)
    )[0][0]
    since = datetime.fromisoformat(text(begun)).astimezone(UTC).timestamp() if begun else None
    return [
        sha256
        for sha256 in there
        if sha256 in found and (since is None or _changed(workspace, sha256) < since)
    ]


def rows_since(database: Database) -> datetime | None:
    """Since when every deposit is a row; None, and written down now, where it was not known yet."""
    known = noted(database, ROWS_SINCE)
    if known is not None:
        return datetime.fromisoformat(known).astimezone(UTC)
    with database.transaction(durable=True) as transaction:
        transaction.insert_many("meta", ("key", "value"), [(ROWS_SINCE, clock.stamp())])
    return None


def _known(workspace: Workspace) -> set[str]:
    return {
        text(row[0])
        for row in workspace.database.query(
            "SELECT DISTINCT sha256 FROM source WHERE original='here' AND state<>'erased'"
        )
    }


def _named_by_jobs(workspace: Workspace) -> set[str]:
    """What jobs of an older program are still to register: it queued hashes before it made rows."""
    rows = workspace.database.query("SELECT recipe FROM job WHERE state<>'done'")
    sealed = [json.loads(text(row[0])).get("sealed") for row in rows if '"sealed"' in text(row[0])]
    return {str(item["sha256"]) for listed in sealed if isinstance(listed, list) for item in listed}


def _changed(workspace: Workspace, sha256: str) -> float:
    return workspace.originals.path(sha256).stat().st_mtime
