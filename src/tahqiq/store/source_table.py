"""The register of sources as a table: its columns, and a row of it as a source."""

from collections.abc import Mapping
from typing import get_args

from tahqiq.kit.ids import digest
from tahqiq.model.account import Fields
from tahqiq.model.source import Authority, Source, State
from tahqiq.store.database import Row, Transaction, Value, integer, text

COLUMNS = (
    "no",
    "sha256",
    "name",
    "size",
    "state",
    "format",
    "reader_version",
    "mapping_name",
    "mapping",
    "case_id",
    "class",
    "held_class",
    "grade",
    "zone",
    "zone_by",
    "parent",
    "path",
    "deposited_by",
    "deposited_at",
    "received_from",
    "received_how",
    "authority",
    "records",
    "mapped",
    "problems",
    "statements",
    "facts",
    "manifest",
    "published_at",
    "note",
    "original",
    "id",
)
_READINGS = (
    "(SELECT f.id FROM reading r JOIN source f ON f.no = r.follows WHERE r.source = source.no) AS follows",
    (
        "(SELECT MAX(n.id) FROM reading r JOIN source n ON n.no = r.source WHERE r.follows = source.no "
        "AND n.published_at<>'') AS followed_by"
    ),
    (
        "(SELECT MAX(n.published_at) FROM reading r JOIN source n ON n.no = r.source WHERE r.follows = "
        "source.no) AS superseded_at"
    ),
    "(SELECT r.reason FROM reading r WHERE r.source = source.no) AS reading_reason",
)
_FIELDS = [
    f"(SELECT a.fields_{name} FROM field_account a WHERE a.source=source.no)"
    for name in ("read", "used", "aside", "problems")
]
SELECT = f"SELECT {','.join((*COLUMNS, *_READINGS, *_FIELDS))} FROM source"
HERE, ELSEWHERE = "here", "elsewhere"
"""Column ``original``: whether the sealed original is in this workspace, or known by its hash only (a
referenced source)."""


def source_of(row: Row) -> Source:
    """A source of a row that :data:`SELECT` gave."""
    *rest, read, used, aside, lost = row
    values = dict(
        zip((*COLUMNS, "follows", "followed_by", "superseded_at", "reading_reason"), rest, strict=True)
    )
    return Source(
        no=integer(values["no"]),
        sha256=text(values["sha256"]),
        name=text(values["name"]),
        size=integer(values["size"]),
        state=_state(text(values["state"])),
        format=text(values["format"]),
        reader_version=integer(values["reader_version"]),
        mapping_name=text(values["mapping_name"]),
        mapping=text(values["mapping"]),
        case=text(values["case_id"]),
        data_class=integer(values["class"]),
        held_class=integer(values["held_class"]),
        grade=None if values["grade"] is None else text(values["grade"]),
        zone=text(values["zone"]),
        zone_by=text(values["zone_by"]),
        parent=None if values["parent"] is None else integer(values["parent"]),
        path=text(values["path"]),
        deposited_by=text(values["deposited_by"]),
        deposited_at=text(values["deposited_at"]),
        received_from=text(values["received_from"]),
        received_how=text(values["received_how"]),
        authority=Authority.from_json(text(values["authority"])),
        records=integer(values["records"]),
        mapped=integer(values["mapped"]),
        problems=integer(values["problems"]),
        statements=integer(values["statements"]),
        facts=integer(values["facts"]),
        manifest=text(values["manifest"]),
        published_at=text(values["published_at"]),
        note=text(values["note"]),
        original_here=text(values["original"]) != ELSEWHERE,
        id=text(values["id"]),
        follows=text(values["follows"]),
        followed_by=text(values["followed_by"]),
        superseded_at=text(values["superseded_at"]),
        reading_reason=text(values["reading_reason"]),
        fields=None if read is None else Fields(integer(read), integer(used), integer(aside), integer(lost)),
    )


UNREAD: dict[str, Value] = {
    "format": "",
    "reader_version": 0,
    "mapping_name": "",
    "mapping": "",
    "records": 0,
    "mapped": 0,
    "problems": 0,
    "statements": 0,
    "facts": 0,
    "manifest": "",
    "published_at": "",
    "note": "",
}
"""What the row of a source says of its reading before there is one."""
_UNSAID: dict[str, Value] = {
    **UNREAD,
    "size": 0,
    "zone": "",
    "zone_by": "",
    "path": "",
    "authority": "",
}


def insert(transaction: Transaction, values: Mapping[str, Value]) -> None:
    """Write the row of a new source; what ``values`` does not name is not said yet."""
    row = {**_UNSAID, **values}
    transaction.insert_many("source", COLUMNS, [[row[name] for name in COLUMNS]])


def new_id(transaction: Transaction, case: str, compartment: str, handling: str, sha256: str) -> str:
    """The id of a new source: a hash over what those who may see it know, so that it tells nothing of sources
    they may not see."""
    serial = 0
    while True:
        made = digest("source", case, compartment, handling, sha256, str(serial), size=8).hex()
        if not transaction.query("SELECT 1 FROM source WHERE id=?", (made,)):
            return made
        serial += 1


_STATES: dict[str, State] = {state: state for state in get_args(State)}


def _state(value: str) -> State:
    return _STATES[value]
