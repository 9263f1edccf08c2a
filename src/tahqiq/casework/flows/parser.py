"""Reads flows from YAML: every mistake names file, line and key, and a flow that cannot be lived through is
one."""

from collections.abc import Iterable, Mapping
from importlib.resources.abc import Traversable

from tahqiq.casework import conditions
from tahqiq.casework.clocks.period import Period
from tahqiq.casework.conditions import All, Condition, Not, Some
from tahqiq.casework.flows.declaration import (
    BARRED_FROM_APPROVING,
    RELATIONS,
    Flow,
    Relation,
    State,
    Term,
    Transition,
    Who,
)
from tahqiq.kit import yaml_nodes
from tahqiq.kit.errors import WrongUse
from tahqiq.kit.yaml_nodes import Node, Words

_FLOW = ("flow", "version", "title", "roles", "certificates", "states", "transitions")
_STATE = ("name", "label", "start", "end")
_TRANSITION = (
    "name",
    "label",
    "from",
    "to",
    "who",
    "when",
    "reason",
    "asks",
    "approves",
    "lapses-to",
    "deadlines",
    "reopens",
)


def load(paths: Iterable[Traversable]) -> dict[str, dict[int, Flow]]:
    """Every flow of some YAML files, by name and version. Raises
    :class:`tahqiq.kit.yaml_nodes.Mistake`."""
    found: dict[str, dict[int, Flow]] = {}
    for root in yaml_nodes.files(paths):
        flow = build(root)
        versions = found.setdefault(flow.name, {})
        if flow.version in versions:
            root.mapping()["version"].wrong("declared-twice", name=f"{flow.name} {flow.version}")
        versions[flow.version] = flow
    return found


def read(text: str, file: str = "flow.yaml") -> Flow:
    """One flow of a YAML text. Raises :class:`tahqiq.kit.yaml_nodes.Mistake`."""
    return build(yaml_nodes.read(text, file))


def build(root: Node) -> Flow:
    """The flow of a declaration, checked as a whole."""
    entries = root.mapping(_FLOW, ("flow", "version", "title", "roles", "states", "transitions"))
    roles = {name: node.words() for name, node in entries["roles"].mapping().items()}
    certificates = (
        {name: node.words() for name, node in entries["certificates"].mapping().items()}
        if "certificates" in entries
        else {}
    )
    states: dict[str, State] = {}
    for node in entries["states"].items():
        state = _state(node)
        if state.name in states:
            node.wrong("declared-twice", name=state.name)
        states[state.name] = state
    if sum(state.start for state in states.values()) != 1:
        entries["states"].wrong("flow-one-start")
    if not any(state.end for state in states.values()):
        entries["states"].wrong("flow-no-end")
    places = {
        node.mapping()["name"].text(): node
        for node in entries["transitions"].items()
        if "name" in node.mapping()
    }
    transitions: dict[str, Transition] = {}
    for node in entries["transitions"].items():
        made = _transition(node, states, roles, certificates, places)
        if made.name in transitions:
            node.wrong("declared-twice", name=made.name)
        transitions[made.name] = made
    version, name = entries["version"].number(1, 9_999), entries["flow"].name()
    flow = Flow(name, version, entries["title"].words(), states, transitions, roles, certificates)
    _livable(flow, dict(zip(states, entries["states"].items(), strict=True)), places)
    return flow


def _state(node: Node) -> State:
    entries = node.mapping(_STATE, ("name", "label"))
    start = entries["start"].flag() if "start" in entries else False
    end = entries["end"].flag() if "end" in entries else False
    return State(entries["name"].name(), entries["label"].words(), start, end)


def _transition(
    node: Node,
    states: Mapping[str, State],
    roles: Mapping[str, Words],
    certificates: Mapping[str, Words],
    places: Mapping[str, Node],
) -> Transition:
    entries = node.mapping(_TRANSITION, ("name", "label", "from", "to", "who"))
    origins = entries["from"].names()
    reopens = "reopens" in entries and entries["reopens"].flag()
    for origin in origins:
        if origin not in states:
            entries["from"].wrong("declared-not-one-of", value=origin, known=", ".join(states))
        if states[origin].end and not reopens:
            entries["from"].wrong("flow-end-left", state=origin)
    approves = frozenset(entries["approves"].names()) if "approves" in entries else frozenset[str]()
    for name in approves:
        if name not in places or "asks" not in places[name].mapping():
            entries["approves"].wrong("flow-approves-nothing", name=name)
    if bool(approves) != ("lapses-to" in entries):
        node.wrong("flow-lapse")
    guard = conditions.read(entries["when"]) if "when" in entries else None
    if guard is not None and _never(guard):
        entries["when"].wrong("flow-never-taken", name=entries["name"].text())
    deadlines = entries["deadlines"].items() if "deadlines" in entries else ()
    return Transition(
        entries["name"].name(),
        entries["label"].words(),
        frozenset(origins),
        entries["to"].choice(states),
        _who(entries["who"], roles, certificates, bool(approves)),
        guard,
        entries["reason"].flag() if "reason" in entries else False,
        entries["asks"].flag() if "asks" in entries else False,
        approves,
        entries["lapses-to"].choice(states) if "lapses-to" in entries else "",
        tuple(_term(item, places) for item in deadlines),
        reopens,
    )


def _who(node: Node, roles: Mapping[str, Words], certificates: Mapping[str, Words], approves: bool) -> Who:
    entries = node.mapping(("roles", "only", "never", "certificate"), ("roles",))
    named = entries["roles"].names()
    for role in named:
        if role not in roles:
            entries["roles"].wrong("declared-not-one-of", value=role, known=", ".join(roles))
    only = _relations(entries, "only")
    never = _relations(entries, "never")
    if not named or (only and only <= never | (BARRED_FROM_APPROVING if approves else frozenset())):
        node.wrong("flow-never-taken", name=node.key)
    return Who(
        frozenset(named),
        only,
        never,
        entries["certificate"].choice(certificates) if "certificate" in entries else "",
    )


def _relations(entries: Mapping[str, Node], key: str) -> frozenset[Relation]:
    if key not in entries:
        return frozenset()
    named = entries[key].names()
    for name in named:
        if name not in RELATIONS:
            entries[key].wrong("declared-not-one-of", value=name, known=", ".join(RELATIONS))
    return frozenset(relation for relation in RELATIONS if relation in named)


def _term(node: Node, places: Mapping[str, Node]) -> Term:
    entries = node.mapping(("name", "label", "period", "until"), ("name", "label", "period", "until"))
    try:
        period = Period.parse(entries["period"].text())
    except WrongUse:
        entries["period"].wrong("flow-period", value=entries["period"].text())
    until = entries["until"].names()
    for name in until:
        if name not in places:
            entries["until"].wrong("declared-not-one-of", value=name, known=", ".join(places))
    return Term(entries["name"].name(), entries["label"].words(), period, frozenset(until))


def _never(guard: Condition) -> bool:
    """Whether a guard can hold for no record at all, as far as its form says."""
    match guard:
        case Some(parts):
            return all(map(_never, parts))
        case All(parts):
            return any(map(_never, parts))
        case Not(All(())):
            return True
    return False


def _livable(flow: Flow, states: Mapping[str, Node], places: Mapping[str, Node]) -> None:
    steps = {name: {item.to for item in flow.from_state(name)} for name in flow.states}
    free = {name: {item.to for item in flow.from_state(name) if not item.approves} for name in flow.states}
    for item in flow.transitions.values():
        if item.lapses_to:
            steps[item.to].add(item.lapses_to)
            free[item.to].add(item.lapses_to)
    reached = _reached(steps, {flow.start})
    for name, state in flow.states.items():
        if name not in reached:
            states[name].wrong("flow-not-reached", state=name)
        if not any(flow.states[end].end for end in _reached(steps, {name})):
            states[name].wrong("flow-no-way-out", state=name)
        if not state.end and not flow.from_state(name):
            states[name].wrong("flow-no-way-out", state=name)
    for item in flow.transitions.values():
        asking = [ask for ask in flow.transitions.values() if ask.name in item.approves]
        for origin in item.origins if item.approves else ():
            if not any(origin in _reached(steps, {ask.to}) for ask in asking):
                places[item.name].wrong("flow-never-taken", name=item.name)
            if not any(_reached(free, {origin}) & ask.origins for ask in asking):
                places[item.name].wrong("flow-not-asked-again", name=item.name, state=origin)


def _reached(steps: Mapping[str, set[str]], start: set[str]) -> set[str]:
    found, todo = set(start), list(start)
    while todo:
        for name in steps[todo.pop()] - found:
            found.add(name)
            todo.append(name)
    return found
