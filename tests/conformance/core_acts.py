"""Every act of the core with an example: what is ready before somebody asks for it, and how it is asked for.

The acts are found in the source: whatever enters an act in the log. An act without an example here fails
``test_core_units.py``.
"""

import ast
import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from pathlib import Path

from fastapi.testclient import TestClient

import tahqiq
from tahqiq.access.door import Door
from tahqiq.access.first_start import FirstStart
from tahqiq.access.rescue import Rescue
from tahqiq.casework.backup_settings import Settings, decide
from tahqiq.collect.mapping.codec import from_dict
from tahqiq.model.source import Authority
from tahqiq.web.app import create_app
from tahqiq.workbench import Workbench
from tests.web.route_requests import MAPPING, QUESTION

PASSWORD = "correct horse battery"
CASE = "Harbour"
ABOVE = ("tahqiq.desk.", "tahqiq.desks.", "tahqiq.casework.vault.", "tahqiq.casework.writing")
"""Desks and what they write with: ``test_units.py`` fails each writing of each of their operations."""
ELSEWHERE = {
    "tahqiq.workbench.administration.Administration.new_signing_key": "writes keys and the log alone",
    "tahqiq.casework.backing_up._without_expired": "removes files, and writes nothing to the database",
    "tahqiq.casework.erasing._erased_again": "restoring: tests/attack/test_erasure_restored.py",
    "tahqiq.casework.erasing._shredded": "restoring: tests/attack/test_erasure_restored.py",
    "tahqiq.casework.upgrading._attested": "upgrading, killed in tests/operations/test_upgrade.py",
    "tahqiq.casework.left_over.sweep_originals": "removes files, and writes nothing to the database",
    "tahqiq.casework.masking.mask_due": "clocks of desks: tests/desks/passengers",
    "tahqiq.casework.masking._mask": "clocks of desks: tests/desks/passengers",
    "tahqiq.casework.retention.empty_over": "confirming the end of a term, an operation of desks",
    "tahqiq.casework.retention._emptied": "confirming the end of a term, an operation of desks",
    "tahqiq.casework.foreign.take_judgements": "one statement: tests/products",
}
"""Acts that are no act of a person in an open workspace, and what tries them."""


@dataclass
class Core:
    """A workspace with two files, an order and people; acts are asked for through its door."""

    door: Door
    files: Path

    def bench(self, login: str) -> Workbench:
        """The workbench of one of the people."""
        return Workbench(self.door, self.door.people.get(login))

    def source(self, name: str) -> str:
        """The id of a document by its name."""
        return next(item.id for item in self.bench("analyst").sources() if item.name == name)

    def things(self, words: str) -> list[str]:
        """The ids of what a search finds."""
        return [hit.id.hex() for hit in self.bench("analyst").search(words).hits]


Asked = Callable[[], object]
EXAMPLES: dict[str, Callable[[Core], Asked]] = {}


def example(ready: Callable[[Core], Asked]) -> Callable[[Core], Asked]:
    EXAMPLES[ready.__name__] = ready
    return ready


@cache
def sites() -> frozenset[str]:
    """Every function of the core that enters an act in the log, by its full name."""
    root = Path(tahqiq.__file__).parent
    found = set()
    for path in root.rglob("*.py"):
        module = ".".join(("tahqiq", *path.relative_to(root).with_suffix("").parts))
        if not f"{module}.".startswith(ABOVE) and module not in ABOVE:
            found |= {f"{module}.{name}" for name in _acting(ast.parse(path.read_text("utf-8")), "")}
    return frozenset(found)


def _acting(node: ast.AST, within: str) -> Iterator[str]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.ClassDef):
            yield from _acting(child, f"{child.name}.")
        elif isinstance(child, ast.FunctionDef) and any(_enters(one) for one in ast.walk(child)):
            yield within + child.name


def _enters(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in ("act", "acts")
        and ast.unparse(node.func.value).endswith("audit")
    )


def filled(root: Path, url: str, files: Path) -> None:
    """Make the workspace of :class:`Core`."""
    door = Door.found(root, url, owner="owner")
    people = {
        "analyst": "analyst",
        "chief": "supervisor",
        "second": "supervisor",
        "admin": "administrator",
        "outsider": "supervisor",
    }
    for login, role in people.items():
        door.people.add(login, login.title(), frozenset({role}), PASSWORD, "test")
    core = Core(door, files)
    case = core.bench("chief").open_case(CASE)
    for login in ("analyst", "second"):
        door.cases.add_member(case.id, door.people.get(login).id, "test")
    core.bench("chief").team.open_compartment("inner", "Inner")
    collected(core, "people.csv", "name,phone\nSara Omar,07430000002\nHuda Karim,07430000003\n")
    collected(core, "copy.csv", "name,phone\nSara Omer,07430000002\nHuda Kareem,07430000003\n")
    calls = "Calling number,Called number,Start time,Duration,Cell ID,IMEI\n" + "".join(
        f"9647500000001,9647500000002,2024-0{month}-05 10:00:00,60,,\n" for month in (2, 3)
    )
    order = Authority("12/2024", numbers=("+9647500000001",), start="2024-03-01", end="2024-03-31")
    collected(core, "calls.csv", calls, order)
    door.close()


def collected(core: Core, name: str, data: str, authority: Authority | None = None) -> str:
    """Read a file into the case; the id of its source."""
    bench, path = core.bench("analyst"), core.files / name
    path.write_text(data, "utf-8")
    deposit = bench.deposit(CASE, zone="Asia/Baghdad", authority=authority)
    return bench.collect([path], deposit)[0].source


@example
def open_case(core: Core) -> Asked:
    return lambda: core.bench("chief").open_case("Quay")


@example
def open_desk(core: Core) -> Asked:
    return lambda: core.bench("chief").open_desk("reasoning")


@example
def invite(core: Core) -> Asked:
    return lambda: core.bench("chief").invite(CASE, "outsider")


def invited(core: Core) -> str:
    core.bench("chief").invite(CASE, "outsider")
    return core.bench("outsider").team.invitations()[0].case.id


@example
def join_case(core: Core) -> Asked:
    case = invited(core)
    return lambda: core.bench("outsider").team.answer(case, True)


@example
def decline_case(core: Core) -> Asked:
    case = invited(core)
    return lambda: core.bench("outsider").team.answer(case, False)


@example
def remove_member(core: Core) -> Asked:
    return lambda: core.bench("chief").team.remove(CASE, "analyst")


@example
def hand_over(core: Core) -> Asked:
    core.bench("outsider").open_case("Alone")
    core.bench("outsider").team.open_compartment("own", "Own")
    return lambda: core.bench("admin").hand_over("outsider", "second")


@example
def open_compartment(core: Core) -> Asked:
    return lambda: core.bench("chief").team.open_compartment("deep", "Deep")


@example
def ask_in(core: Core) -> Asked:
    return lambda: core.bench("chief").team.ask_in("inner", "second")


@example
def enter_compartment(core: Core) -> Asked:
    core.bench("chief").team.ask_in("inner", "second")
    return lambda: core.bench("second").team.answer_admission("inner", True)


@example
def dismiss(core: Core) -> Asked:
    core.bench("chief").team.ask_in("inner", "second")
    core.bench("second").team.answer_admission("inner", True)
    return lambda: core.bench("second").team.dismiss("inner", "chief")


@example
def add_person(core: Core) -> Asked:
    return lambda: core.bench("admin").add_person("new", "New", frozenset({"analyst"}), PASSWORD)


@example
def set_password(core: Core) -> Asked:
    return lambda: core.bench("admin").set_password("analyst", PASSWORD)


@example
def close_person(core: Core) -> Asked:
    analyst = core.bench("analyst")
    analyst.issue_token(timedelta(hours=1))
    return lambda: core.bench("admin").close_person("analyst")


@example
def reopen_person(core: Core) -> Asked:
    core.bench("admin").close_person("analyst")
    return lambda: core.bench("admin").reopen_person("analyst")


@example
def set_roles(core: Core) -> Asked:
    return lambda: core.bench("admin").set_roles("analyst", frozenset({"analyst", "supervisor"}))


@example
def keep_preferences(core: Core) -> Asked:
    return lambda: core.bench("analyst").keep_preferences({"locale": "ckb"})


@example
def issue_token(core: Core) -> Asked:
    return lambda: core.bench("analyst").issue_token(timedelta(hours=1))


@example
def sign_in(core: Core) -> Asked:
    app = create_app(core.door, work=False)

    def asked() -> object:
        client = TestClient(app, base_url="http://127.0.0.1")
        answer = client.post(
            "/api/session",
            json={"login": "analyst", "password": PASSWORD},
            headers={"sec-fetch-site": "same-origin"},
        )
        assert answer.status_code == 200, answer.text
        return answer

    return asked


@example
def sign_out(core: Core) -> Asked:
    token = core.bench("analyst").issue_token(timedelta(hours=1))
    return lambda: core.bench("analyst").signed_out(token)


@example
def adopt(core: Core) -> Asked:
    return lambda: core.door.adopt(core.bench("admin").actor, None)


@example
def first_start_of_a_team(core: Core) -> Asked:
    core.door.close()
    core.door = Door.found(core.files / "team", team=True)
    return first_started(core)


@example
def first_start_of_an_owner(core: Core) -> Asked:
    core.door.close()
    core.door = Door.found(core.files / "own", owner="owner")
    return first_started(core)


def first_started(core: Core) -> Asked:
    first = FirstStart(core.door)
    return lambda: first.make(first.code, "amin", "Amin", PASSWORD)


@example
def rescued_token(core: Core) -> Asked:
    return lambda: Rescue(core.door).token("admin", timedelta(hours=1))


@example
def rescued_administrator(core: Core) -> Asked:
    return lambda: Rescue(core.door).administrator("fresh", "Fresh", PASSWORD)


@example
def rescued_again(core: Core) -> Asked:
    return lambda: Rescue(core.door).administrator("admin", "Admin", PASSWORD)


@example
def backups_decided(core: Core) -> Asked:
    return lambda: decide(core.door, core.bench("admin").actor, Settings(secrets.token_hex(32), 30))


@example
def save_mapping(core: Core) -> Asked:
    return lambda: core.bench("analyst").save_mapping(CASE, from_dict(MAPPING), core.source("people.csv"))


def value(core: Core) -> tuple[str, str]:
    (one, *_) = core.things("Huda Karim")
    return one, core.bench("analyst").show(one).statements[0].id.hex()


@example
def retract(core: Core) -> Asked:
    thing, statement = value(core)
    return lambda: core.bench("analyst").acts.retract(thing, statement, "a slip")


@example
def reinstate(core: Core) -> Asked:
    thing, statement = value(core)
    core.bench("analyst").acts.retract(thing, statement, "a slip")
    return lambda: core.bench("analyst").acts.reinstate(thing, statement, "it was right")


@example
def release(core: Core) -> Asked:
    source = core.source("calls.csv")
    return lambda: core.bench("chief").acts.release(source, "the judge allowed it")


@example
def take_back(core: Core) -> Asked:
    source = core.source("calls.csv")
    core.bench("chief").acts.release(source, "the judge allowed it")
    return lambda: core.bench("chief").acts.take_back(source, "no longer")


@example
def request_erasure(core: Core) -> Asked:
    source = core.source("copy.csv")
    return lambda: core.bench("chief").acts.request_erasure(source, "Order 1")


@example
def withdraw_erasure(core: Core) -> Asked:
    source = core.source("copy.csv")
    core.bench("chief").acts.request_erasure(source, "Order 1")
    return lambda: core.bench("chief").acts.withdraw_erasure(source)


@example
def sign_erasure(core: Core) -> Asked:
    source = core.source("copy.csv")
    core.bench("chief").acts.request_erasure(source, "Order 1")
    return lambda: core.bench("second").acts.sign_erasure(source)


def words_left(core: Core) -> str:
    """A note with words that only an erased document said; the id of what is proposed."""
    core.bench("analyst").documents.make(
        CASE, "note", "Quayside", {"text": "ask Zilan Quayside", "about": []}
    )
    for number in (1, 2):
        source = collected(core, f"gone{number}.csv", f"name,phone\nZilan Quayside,0743000007{number}\n")
        core.bench("chief").acts.request_erasure(source, f"Order {number}")
        core.bench("second").approve_erasure(source)
    return core.bench("chief").words.all()[0].id


@example
def strike_words(core: Core) -> Asked:
    proposed = words_left(core)
    return lambda: core.bench("chief").words.strike(proposed)


@example
def leave_words(core: Core) -> Asked:
    proposed = words_left(core)
    return lambda: core.bench("chief").words.leave(proposed)


@example
def make_document(core: Core) -> Asked:
    body = {"items": [{"entity": core.things("Huda Karim")[0]}]}
    return lambda: core.bench("analyst").documents.make(CASE, "chart", "Who", body)


@example
def save_document(core: Core) -> Asked:
    body = {"items": [{"entity": core.things("Huda Karim")[0]}]}
    made = core.bench("analyst").documents.make(CASE, "chart", "Who", body).document
    return lambda: core.bench("analyst").documents.save(CASE, made.id, 1, "Who else", {"items": []})


@example
def delete_document(core: Core) -> Asked:
    made = core.bench("analyst").documents.make(CASE, "note", "Who", {"text": "x"}).document
    return lambda: core.bench("analyst").documents.delete(CASE, made.id, 1)


@example
def watch(core: Core) -> Asked:
    return lambda: core.bench("analyst").documents.make(CASE, "watch", "A number", {"words": "07430000002"})


@example
def chart_of_a_document(core: Core) -> Asked:
    source = core.source("people.csv")
    return lambda: core.bench("analyst").chart_of(source)


@example
def product(core: Core) -> Asked:
    chart = make_document(core)().document.id  # type: ignore[attr-defined]
    return lambda: core.bench("analyst").products.prepare(CASE, chart, "Who", "court", "en", False)


@example
def analyse(core: Core) -> Asked:
    return lambda: core.bench("analyst").analyses.run("articulation-points", {}, CASE)


@example
def keep_answer(core: Core) -> Asked:
    return lambda: core.bench("analyst").queries.keep(QUESTION, {}, "", 50, lambda *_: None)


@example
def declare_derived(core: Core) -> Asked:
    copy, people = core.source("copy.csv"), core.source("people.csv")
    return lambda: core.bench("analyst").derived.declare(copy, people, "copied by hand")


@example
def declare_independent(core: Core) -> Asked:
    copy, people = core.source("copy.csv"), core.source("people.csv")
    return lambda: core.bench("analyst").derived.independent(copy, people, "two offices")


def pair(core: Core) -> tuple[str, str]:
    return core.things("Huda Karim")[0], core.things("Huda Kareem")[0]


@example
def judge(core: Core) -> Asked:
    one, other = pair(core)
    return lambda: core.bench("analyst").identity.judge(one, other, "same", "one number")


@example
def judge_again(core: Core) -> Asked:
    one, other = pair(core)
    core.bench("analyst").identity.judge(one, other, "same", "one number")
    return lambda: core.bench("analyst").identity.judge(one, other, "different", "two birthdays")


@example
def undo_judgement(core: Core) -> Asked:
    made = core.bench("analyst").identity.judge(*pair(core), "same", "one number")
    return lambda: core.bench("analyst").identity.undo(made.judgement.id, "a slip")


@example
def split(core: Core) -> Asked:
    one, other = pair(core)
    core.bench("analyst").identity.judge(one, other, "same", "one number")
    return lambda: core.bench("analyst").identity.split(one, "two persons")


@example
def deposit(core: Core) -> Asked:
    analyst, path = core.bench("analyst"), core.files / "later.csv"
    path.write_text("name,phone\nNew One,07430000009\n", "utf-8")
    with path.open("rb") as stream:
        sealed = analyst.seal(stream, path.name)
    return lambda: analyst.deposit_later([(sealed, path.name)], analyst.deposit(CASE))
