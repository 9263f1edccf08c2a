"""Who solves exercises in tests: each planted thing is claimed by an operation that the page offers too."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from tahqiq.access.cases import INBOX
from tahqiq.desk import asked_of, desk, operation_of, perform
from tahqiq.desk.desktop import SeatedDesktop
from tahqiq.desk.entry import enter
from tahqiq.desk.exercises.declaration import Planted
from tahqiq.desk.lifecycles import Lives
from tahqiq.desks.cargo.selection_lists.record import LIST
from tahqiq.desks.covert.authorisations.record import AUTHORISATION
from tahqiq.desks.covert.payments.record import PAYMENT
from tahqiq.desks.custody.arrivals.record import ARRIVAL
from tahqiq.desks.custody.moves.record import MOVE
from tahqiq.desks.custody.non_associations.record import APART
from tahqiq.desks.custody.places.record import PLACE
from tahqiq.desks.lab.examinations.record import EXAMINATION
from tahqiq.desks.passengers.hits.record import HIT
from tahqiq.kit import clock
from tahqiq.kit.errors import Conflict
from tahqiq.model.caption import caption
from tahqiq.workbench import Workbench

Solver = Callable[[Workbench, Planted, bool], None]


def case_of(bench: Workbench) -> str:
    return bench.door.cases.find(bench.actor.id, INBOX).id


def do(bench: Workbench, desk_name: str, operation: str, /, **asked: object) -> Any:  # noqa: ANN401
    declared = desk(desk_name)
    found = operation_of(declared, operation)
    return perform(bench, declared, found, asked_of(found, asked))


def at_desk(bench: Workbench, name: str) -> SeatedDesktop:
    return enter(bench, desk(name), case_of(bench) if name == "lab" else "")


def bus(bench: Workbench, one: Planted, right: bool) -> None:
    """Whoever was held before is known; a namesake is not. Wrongly: the other way round."""
    at = at_desk(bench, "custody")
    (arrival,) = at.records(ARRIVAL).find({"number": one.key}).records
    body = arrival.body
    seen = do(
        bench, "custody", "match", name=body.name, born=body.born.isoformat() if body.born else ""
    ).candidates
    known = one.says if not one.decoy else next(found.number for found in seen)
    cells = [kept.body.code for kept in at.records(PLACE).find({"sort": "cell"}).records]
    for cell in cells:
        asked = {
            "decided": "known" if one.decoy != right else "new-file",
            "known": known if one.decoy != right else "",
            "seen": [found.number for found in seen],
            "person": {"number": "", "name": body.name, "sex": "male", "born": body.born},
            "booking": {
                "number": "",
                "person": "",
                "facility": "F01",
                "status": "untried",
                "admitted": clock.now() - timedelta(minutes=5),
            },
            "place": cell,
            "arrival": one.key,
        }
        try:
            do(bench, "custody", "admit", **asked)
        except Conflict:
            continue
        return
    raise AssertionError(f"no cell for {one.subject}")


def overdue(bench: Workbench, one: Planted, _right: bool) -> None:
    do(
        bench,
        "custody",
        "incident",
        facility="F01",
        at=clock.now() - timedelta(minutes=5),
        sort="unlawful-detention",
        text="No order covers today.",
        people=[one.key],
    )


def apart(bench: Workbench, one: Planted, _right: bool) -> None:
    at = at_desk(bench, "custody")
    (kept,) = at.records(APART).find({"number": one.key}).records
    used = {move.body.place for move in at.records(MOVE).find({"ended": None}, limit=500).records}
    free = next(
        kept.body.code
        for kept in at.records(PLACE).find({"sort": "cell"}, limit=500).records
        if kept.body.code not in used
    )
    moment = clock.now() - timedelta(minutes=1)
    asked = {"person": kept.body.person, "sort": "cell", "left": moment, "place": free, "arrived": moment}
    do(bench, "custody", "move", **asked, reason="NA", authority="Director", escort="Officer 7")


def hits(bench: Workbench, one: Planted, right: bool) -> None:
    at = at_desk(bench, "passengers")
    lives = Lives(at, HIT)
    for hit in at.records(HIT).find(limit=500).records:
        if hit.body.traveller == one.key:
            no = "doubt" if hit.body.exact else "reject"
            step = "confirm" if right == (one.says == "confirmed") else no
            for transition in ("take", step):
                lives.act(hit.id, transition, lives.of(hit).sha256, "Name and day of birth were compared")


def telephone(bench: Workbench, one: Planted, _right: bool) -> None:
    do(bench, "passengers", "lists-person", **_listed(one.key, "1980", []))


def passports(bench: Workbench, one: Planted, _right: bool) -> None:
    do(bench, "passengers", "lists-person", **_listed(one.subject.partition(",")[0], "", one.key.split()))


def _listed(person: str, birth: str, papers: list[str]) -> dict[str, object]:
    terms = {"basis": "Order 31", "owner": "Court", "until": (clock.now() + timedelta(days=90)).date()}
    return {**terms, "person": person, "birth": birth, "papers": papers, "listed_for": "Exercise"}


def boxes(bench: Workbench, one: Planted, right: bool) -> None:
    (kept,) = at_desk(bench, "cargo").records(LIST).find().records
    choice = "accept" if right == (one.says == "accept") else "override"
    asked = {"shift_list": kept.id, "version": kept.version, "consignment": one.key, "choice": choice}
    do(bench, "cargo", "lists-decide", **asked, reason="" if choice == "accept" else "Nothing differs")


def _find(what: str) -> Solver:
    def solve(bench: Workbench, one: Planted, _right: bool) -> None:
        began = clock.now() - timedelta(hours=1)
        made = do(
            bench,
            "cargo",
            "outcome",
            consignment=one.key,
            began=began,
            ended=began + timedelta(minutes=20),
            depth=["document"],
        )
        do(bench, "cargo", "outcome-find", outcome=made.outcome, version=made.version, what=what)

    return solve


def seals(bench: Workbench, one: Planted, right: bool) -> None:
    seal = one.says if right else "S-0000"
    do(bench, "lab", "examine", case=case_of(bench), exhibit=one.key, seal=seal, appearance="Tablets")


def _examination(bench: Workbench, exhibit: str) -> dict[str, object]:
    (kept,) = at_desk(bench, "lab").records(EXAMINATION).find({"exhibit": exhibit}, case_of(bench)).records
    return {"case": case_of(bench), "examination": kept.id, "version": kept.version}


def blanks(bench: Workbench, one: Planted, right: bool) -> None:
    exhibit, technique, substance = one.key.split()
    result = {
        "technique": technique,
        "substance": substance,
        "outcome": one.says if right else "inconclusive",
        "basis": "reference-material",
    }
    do(bench, "lab", "result", **_examination(bench, exhibit), result=result)


def units(bench: Workbench, one: Planted, right: bool) -> None:
    do(bench, "lab", "pick", **_examination(bench, one.key), units=int(one.says) + (0 if right else 5))


def payments(bench: Workbench, one: Planted, right: bool) -> None:
    (kept,) = at_desk(bench, "covert").records(PAYMENT).find({"amount": int(one.key)}).records
    if right == (one.says == "approved"):
        do(bench, "covert", "source-approve", payment=kept.id, sentence="It may be paid")
    else:
        do(bench, "covert", "source-decline", payment=kept.id, reason="It may not be paid")


def _number(bench: Workbench, matter: str) -> str:
    (kept,) = at_desk(bench, "covert").records(AUTHORISATION).find({"matter": matter}).records
    return kept.body.number


def applications(bench: Workbench, one: Planted, right: bool) -> None:
    grant = right == (one.says == "granted")
    asked = {"number": _number(bench, one.key), "granted": grant, "months": 1}
    do(bench, "covert", "decide", **asked, reason="The reasons were read")


def ended(bench: Workbench, one: Planted, _right: bool) -> None:
    do(bench, "covert", "cancel", number=_number(bench, one.key), reason="No longer needed")


def same_person(bench: Workbench, one: Planted, _right: bool) -> None:
    left, right = (_person(bench, told) for told in one.key.split(" | "))
    bench.identity.judge(left, right, "same", "Name and day of birth agree")


def _person(bench: Workbench, told: str) -> str:
    name, _, born = told.rpartition(" ")
    scope = bench.scope()
    for hit in bench.search(name, limit=50).hits:
        entity = bench.workspace.reading.entity(scope, hit.id.hex())[1]
        values = {value.prop: value.value for value in entity.statements}
        if values.get("name") == name and values.get("birthDate") == born:
            return entity.id.hex()
    raise AssertionError(f"{told} is not found")


def chart(bench: Workbench, one: Planted, _right: bool) -> None:
    scope = bench.scope()
    item = next(
        hit.id.hex()
        for hit in bench.search(one.key, limit=10).hits
        if caption(bench.workspace.reading.entity(scope, hit.id.hex())[1]) == one.key
    )
    bench.documents.make(
        case_of(bench), "chart", f"Chart {one.key}", {"items": [{"entity": item, "x": 0, "y": 0}]}
    )


SOLVERS: dict[tuple[str, str], Solver] = {
    ("custody", "bus"): bus,
    ("custody", "overdue"): overdue,
    ("custody", "apart"): apart,
    ("passengers", "hits"): hits,
    ("passengers", "telephone"): telephone,
    ("passengers", "passports"): passports,
    ("cargo", "boxes"): boxes,
    ("cargo", "lorries"): _find("weight"),
    ("cargo", "parcels"): _find("undervaluation"),
    ("lab", "seals"): seals,
    ("lab", "blanks"): blanks,
    ("lab", "units"): units,
    ("covert", "payments"): payments,
    ("covert", "applications"): applications,
    ("covert", "ended"): ended,
    ("reasoning", "same-person"): same_person,
    ("reasoning", "go-between"): chart,
    ("reasoning", "meeting"): chart,
}
