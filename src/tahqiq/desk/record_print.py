"""A record on paper: the desk's print laid out for one person, in the language of whoever is to read it."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from tahqiq.access.hidden_log import log_of
from tahqiq.casework.forms.declaration import say
from tahqiq.casework.forms.filled_form import ALPHABET
from tahqiq.casework.forms.paper import Block, Row, Sheet
from tahqiq.casework.prints import Part, Print
from tahqiq.casework.records import RecordVersion
from tahqiq.casework.registers import Column
from tahqiq.desk.derived_kinds import plain
from tahqiq.desk.desktop import Desktop
from tahqiq.desk.lifecycles import Lives, Stands
from tahqiq.desk.relations import require_open
from tahqiq.desk.tables import Cell, cell_of, entities_of
from tahqiq.kit import clock
from tahqiq.kit.errors import Conflict, NotFound, Refused
from tahqiq.kit.locale import format_date, locale
from tahqiq.kit.messages import message, speaking
from tahqiq.kit.office import office_zone
from tahqiq.model.kind import Kind

NOTHING = "–"
"""What stands where a field has no value, so that nobody writes one in."""


def prints_of(at: Desktop, kind: str, state: str = "") -> list[Print]:
    """The papers that there are over records of a kind, in a state of its flow where one is named."""
    return [
        one for one in at.desk.prints.values() if one.kind == kind and (not one.states or state in one.states)
    ]


def printed(at: Desktop, name: str, record: str, language: str) -> Sheet:
    """A record laid out on the paper ``name``, its latest version, in ``language`` (one of the four). It
    leaves the program: needs "export", and the log has it. Raises ``NotFound`` (``no-such-print``,
    ``no-such-record``), ``Refused`` (``print-kept-inside``) where a handling code or an order keeps it
    inside, ``Conflict`` (``print-not-yet``) in a state in which there is no such paper."""
    paper = at.desk.prints.get(name)
    if paper is None:
        raise NotFound("no-such-print", name=name[:40], known=", ".join(at.desk.prints) or "-")
    kind = at.desk.kind(paper.kind)
    case, door = at.case_of(kind), at.bench.door
    found = at.records(kind).get(record, case)
    require_open(at, kind, found)
    door.require(at.actor, "export", found.home)
    stands = Lives(at, kind).of(found) if at.desk.lifecycle(kind.name) else None
    if paper.states and (stands is None or stands.standing.state not in paper.states):
        raise Conflict("print-not-yet")
    try:
        at.records(kind, at.leaving()).get(record, case)
    except NotFound:
        raise Refused("print-kept-inside") from None
    log = log_of(door.audit, door.workspace, hides=kind.hides_actor)
    with log.process(
        at.actor,
        "export",
        f"print {paper.name} {found.id}.{found.version} {_short(found.id)}",
        found.home,
        {"language": language},
    ):
        found = replace(found, body=at.records(kind).presented(found))
        with speaking(language):
            return _sheet(at, paper, found, stands, language)


def laid_out(
    paper: Print, body: Mapping[str, object], captions: Mapping[str, str], state: str, tag: str
) -> tuple[Block, ...]:
    """The parts of a paper for a body; ``captions`` by entity id, ``state`` what stands in rows of that type.
    Values keep Latin digits.

    A part over a list stands once for each item, or as one table, and not at all for an empty one."""
    blocks = []
    for part in paper.parts:
        bodies = _items(body, part)
        if part.table and bodies:
            lines = tuple(
                tuple(_row(one, item, captions, state, tag) for one in part.rows) for item in bodies
            )
            blocks.append(Block(say(part.title, tag), say(part.help, tag) if part.help else "", 0, (), lines))
            continue
        for number, item in enumerate(bodies, 1):
            rows = tuple(_row(one, item, captions, state, tag) for one in part.rows)
            help_ = say(part.help, tag) if part.help else ""
            blocks.append(Block(say(part.title, tag), help_, number if part.each else 0, rows))
    return tuple(blocks)


def _sheet(
    at: Desktop, paper: Print, found: RecordVersion[Any], stands: Stands | None, language: str
) -> Sheet:
    own, body = locale(language), plain(found.body)
    if at.desk.on_paper is not None:
        body = dict(at.desk.on_paper(at, body))
    entities = sorted(
        {
            entity
            for part in paper.parts
            for item in _items(body, part)
            for one in part.rows
            for entity in entities_of(item, one)
        }
    )
    state = say(stands.flow.states[stands.standing.state].label, own.tag) if stands else ""
    names = at.bench.door.people.names(
        {found.by, at.actor.id, *((stands.who(step) for step in stands.history.steps) if stands else ())}
    )
    facts: list[tuple[str, ...]] = [
        (_word("print-word-printed-on", own.tag), _day(clock.stamp(), own.tag)),
        (_word("print-word-printed-by", own.tag), names.get(at.actor.id, at.actor.id)),
    ]
    if not paper.steps:  # where the steps of people stand on it, a version of the record says nothing more
        written = (_day(found.at, own.tag), names.get(found.by, found.by))
        facts.append((_word("print-word-version", own.tag), str(found.version), *written))
    if stands:
        facts += [(_word("print-word-state", own.tag), state), *_steps(paper, stands, names, own.tag)]
    basis = (
        (say(paper.basis, own.tag) + (f" ({paper.source})" if paper.source else "")) if paper.basis else ""
    )
    words = {
        "basis": _word("form-word-basis", own.tag),
        "number": _word("print-word-number", own.tag),
        "closed": _word("form-word-closed", own.tag),
    }
    return Sheet(
        own.tag,
        own.direction,
        say(paper.title, own.tag),
        paper.code,
        _number(at.desk.kind(paper.kind), found),
        basis,
        tuple(facts),
        laid_out(paper, body, at.captions(entities, at.leaving()) if entities else {}, state, own.tag),
        tuple(say(one, own.tag) for one in paper.signatures),
        words,
    )


def _number(kind: Kind[Any], found: RecordVersion[Any]) -> str:
    """What a sheet is called on the telephone: the record's own number, else (also where it is closed who
    acts) a short one made from its id; with the version that was printed."""
    own = str(getattr(found.body, kind.numbered, "")) if kind.numbered and not kind.hides_actor else ""
    return f"{own or _short(found.id)} / {found.version}"


def _short(identity: str) -> str:
    """Eight signs for the id of a record (hex), none of which is taken for another (``ACDE-FGHJ``). The log
    has it too, so that a sheet leads back to its record."""
    rest, signs = int(identity, 16), ""
    for _ in range(8):
        rest, sign = divmod(rest, len(ALPHABET))
        signs += ALPHABET[sign]
    return f"{signs[:4]}-{signs[4:]}"


def _steps(paper: Print, stands: Stands, names: Mapping[str, str], tag: str) -> list[tuple[str, ...]]:
    """Who approved exactly this content (an approval of an earlier one is not printed), and who took the
    steps that the paper names, the last time each."""
    shown = {
        step.transition: step
        for step in stands.history.steps
        if step.transition in paper.steps
        or (stands.flow.transitions[step.transition].approves and step.sha256 == stands.sha256)
    }
    return [
        (
            say(stands.flow.transitions[name].label, tag),
            names.get(stands.who(step), stands.who(step)),
            _day(step.at.isoformat(), tag),
            *((step.reason,) if paper.reasons and step.reason else ()),
        )
        for name, step in shown.items()
    ]


def _items(body: Mapping[str, object], part: Part) -> list[Mapping[str, object]]:
    if not part.each:
        return [body]
    items = body.get(part.each)
    return [item for item in items if isinstance(item, Mapping)] if isinstance(items, list) else []


def _row(
    column: Column, body: Mapping[str, object], captions: Mapping[str, str], state: str, tag: str
) -> Row:
    cell = Cell((state,)) if column.type == "state" else cell_of(body, column, captions, tag)
    values = tuple(_shown(column, value, tag) for value in (cell.labels or cell.values) if value)
    return Row(
        column.name,
        say(column.label, tag),
        "",
        values or (NOTHING,),
        "",
        "",
        (),
        (),
        0,
        required=False,
        closed="",
    )


def _shown(column: Column, value: str, tag: str) -> str:
    match column.type:
        case "flag":
            return _word("register-yes" if value == "true" else "register-no", tag)
        case "time":
            return _day(value, tag)
        case "day":
            return format_date(value, tag, digits="latn")
        case _:
            return value


def _day(moment: str, tag: str) -> str:
    return format_date(moment[:16] + "Z", tag, office_zone(), "latn")


def _word(code: str, tag: str) -> str:
    return message(code, tag, {}).sentence
