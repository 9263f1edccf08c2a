"""Whether somebody is to a record what an operation needs: asked before it runs, for every record that is
named."""

from typing import Any

from pydantic import BaseModel

from tahqiq.casework.records import RecordVersion
from tahqiq.desk.desktop import Desktop
from tahqiq.desk.operation import AUTHOR, Needs, Operation
from tahqiq.kit.errors import NotFound, Refused
from tahqiq.model.kind import Kind
from tahqiq.store.record_where import OneOf


def require(at: Desktop, operation: Operation[Any, Any], asked: BaseModel) -> None:
    """Raises ``Refused`` (as the declaration says, and in the log) where the person is nothing that the
    operation needs to one of the records."""
    for needs in operation.needs:
        for record in _named(at, needs, asked):
            if (needs.one_of and not _is(at, needs, needs.one_of, record)) or _is(
                at, needs, needs.none_of, record
            ):
                at.bench.door.audit.refused(
                    at.actor, f"{at.desk.name}.{operation.name}", record.id, needs.refusal, at.home
                )
                value = str(needs.kind.key(needs.key).of(record.body) if needs.key else record.id)
                refusal = NotFound if needs.absent else Refused
                raise refusal(needs.refusal, value=value)


def require_open(at: Desktop, kind: Kind[Any], record: RecordVersion[Any]) -> None:
    """Raises ``NotFound`` (``no-such-record``, as for one that is not there) where a kind says who opens its
    records and the person is none of them."""
    if kind.opened_by and not any(kind.relations[name](at, record.body) for name in kind.opened_by):
        raise NotFound("no-such-record", id=record.id)


def _is(at: Desktop, needs: Needs, names: tuple[str, ...], record: RecordVersion[Any]) -> bool:
    if AUTHOR in names:
        versions = at.records(needs.kind).versions([record.id], at.case_of(needs.kind)).get(record.id, [])
        if any(
            one.wrote == at.actor.id and getattr(one.body, needs.signature, "") != at.actor.id
            for one in versions
        ):
            return True
    return any(needs.kind.relations[name](at, record.body) for name in names if name != AUTHOR)


def _named(at: Desktop, needs: Needs, asked: BaseModel) -> list[RecordVersion[Any]]:
    """The records that a question names and the person sees."""
    told = getattr(asked, needs.field)
    values = [needs.fold(one) for one in (told if isinstance(told, list) else [told]) if one]
    records, case = at.records(needs.kind), at.case_of(needs.kind)
    if needs.key:
        return list(records.every({needs.key: OneOf(tuple(values))}, case=case)) if values else []
    found = []
    for one in values:
        try:
            found.append(records.get(one, case))
        except NotFound:
            continue
    return found
