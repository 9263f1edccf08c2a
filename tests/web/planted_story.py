"""A workspace in which something hidden was planted, and its twin in which all else happened."""

import shutil
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from fastapi.testclient import TestClient
from httpx import Response

from tahqiq.access.door import Door
from tahqiq.analyse.context import silent
from tahqiq.collect.mapping.codec import from_dict
from tahqiq.desks.reasoning.crime_scripts.record import NamedThing, ScriptAct
from tahqiq.desks.reasoning.crime_scripts.scripts import Scripts
from tahqiq.desks.reasoning.hypotheses.boards import Boards
from tahqiq.desks.reasoning.worksheets.record import Rests
from tahqiq.model.pair import Pair
from tahqiq.model.source import Authority
from tahqiq.store.fact_catalogue import SqlCatalogue
from tahqiq.store.facts.columns import LAYOUTS
from tahqiq.store.facts.merge import merge_files
from tahqiq.web.app import create_app
from tahqiq.workbench import Workbench
from tests.desks.reasoning.conftest import at_desk

from .conftest import Served
from .route_requests import MAPPING, QUESTION, Aim, Question

PEOPLE = {
    "insider": {"analyst", "supervisor"},
    "outsider": {"analyst", "supervisor"},
    "both": {"analyst", "supervisor"},
    "auditor": {"auditor"},
}
SHARED, OWN = "07907654321", "07909998887"
BETWEEN = ("9647901230001", "9647901230002", "9647901230003")
"""Between two ends there are three ways equally short; the hidden calls bring the same numbers, the other way
round and earlier."""
ENDS = ("9647901240001", "9647901240002")
BALANCED = [("9647901230001", "9647901230002"), ("9647901230002", "9647901230001")]
HEAD = "Calling number,Called number,Start time,Duration,Cell ID,IMEI\n"
HIDDEN_SHEET = (
    f"name,phone,city\nzzqxname zzqxfather,07901112223,zzqxtown\nSecond Hidden,{SHARED},Mosul\nThird "
    "Hidden,zzqxname309,Mosul\n"
)
HIDDEN_CALLS = HEAD + (
    f"9647901112223,964{SHARED[1:]},2024-03-01 10:00:00,60,418-20-11-1,352099001761481\n"
    f"964{SHARED[1:]},9647901112223,2024-05-02 11:00:00,60,418-20-11-2,352099001761481\n"
    + "".join(
        f"{number},9647901112223,2024-05-02 11:00:00,60,,\n"
        for number in (*reversed(BETWEEN), *reversed(ENDS))
    )
)
SITES = "MCC,MNC,LAC,CI,Site Name,Latitude,Longitude,Azimuth\n"
HIDDEN_SITES = (
    SITES + "418,20,11,1,zzqxtown tower,33.31,44.33,120\n418,20,11,2,zzqxtown mast,36.19,44.01,240\n"
)
"""Where the outsider's own cells stand, by a list that the outsider may not see."""
OWN_SITES = SITES + "418,20,11,2,Own tower,35.55,45.43,90\n"
TEXT = "From zzqxtext.\nHe wrote that zzqxname zzqxfather calls 07901112223 from Basra.\n"
SAME_IN_BOTH = f"name,phone,city\nCommon Person,{SHARED},Erbil\n"
FIRST = f"name,phone,city\nSara Ahmed,{SHARED},Erbil\nAli Hasan,{OWN},Basra\nSara Ahmad,07905554443,Duhok\n"
SECOND = f"name,phone,city\nZaid Own,07901110001,Basra\nNoor Own,{OWN},Kirkuk\n"
OWN_CALLS = HEAD + (
    f"964{OWN[1:]},964{SHARED[1:]},2024-03-03 09:00:00,30,418-20-11-2,352099001761499\n"
    f"964{SHARED[1:]},964{OWN[1:]},2024-03-04 09:00:00,30,418-20-11-1,352099001761499\n"
    f"9647901110001,964{SHARED[1:]},2024-04-09 09:00:00,30,,\n"
    + "".join(
        f"{a},{b},2024-04-{day:02d} 09:00:00,30,,\n"
        for day, (a, b) in enumerate([*product(ENDS, BETWEEN), *BALANCED], start=10)
    )
)


class Story:
    """One workspace and what happens in it; ``planted`` says whether the insider's half happens too."""

    def __init__(self, template: Path, folder: Path, planted: bool) -> None:
        shutil.copytree(template, folder / "ws")
        self.door = Door.opened(folder / "ws")
        self.folder, self.planted = folder, planted
        self.served = Served(self.door, create_app(self.door, work=False), "")
        self._clients: dict[str, TestClient] = {}
        self.answers: dict[str, str] = {}
        self._outsider("first.csv", FIRST)
        if planted:
            self._plant()
        self._outsider("same.csv", SAME_IN_BOTH)
        self._outsider("second.csv", SECOND)
        self._outsider("calls.csv", OWN_CALLS)
        self._outsider("sites.csv", OWN_SITES)
        self._judge("outsider", "Sara Ahmed", "Sara Ahmad", "same", "mine")
        self._judge("outsider", "Zaid Own", "Noor Own", "different", "mine")
        if planted:
            self._judge_planted()
            self._plant_more()
        self._outsider("third.csv", SECOND.replace("Own", "Later"))
        for login in ("outsider", "insider") if planted else ("outsider",):
            self.bench(login).analyse("degree", {"repeats": 5})
            self.answers[login] = self.bench(login).queries.keep(QUESTION, {}, "", 50, silent)

    def bench(self, login: str) -> Workbench:
        return Workbench(self.door, self.door.people.get(login))

    def _collect(self, login: str, name: str, data: str | bytes, case: str, **said: object) -> None:
        path = self.folder / name
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        bench = self.bench(login)
        results = bench.collect([path], bench.deposit(case, zone="Asia/Baghdad", **said))  # type: ignore[arg-type]
        assert {item.status for item in results} == {"published"}, results

    def _outsider(self, name: str, data: str) -> None:
        self._collect("outsider", name, data, "Elsewhere")

    def _plant(self) -> None:
        insider = self.bench("insider")
        case = insider.open_case("zzqxcase")
        self.door.cases.open_compartment("inner", "zzqxcompartment", insider.actor.id)
        self.door.cases.admit("inner", insider.actor.id, insider.actor.id)
        self._collect("insider", "zzqxfile.csv", HIDDEN_SHEET, "zzqxcase", compartment="inner")
        order = Authority("12/2024", numbers=("+9647901112223",), start="2024-03-01", end="2024-03-31")
        self._collect(
            "insider", "zzqxfile-calls.csv", HIDDEN_CALLS, "zzqxcase", compartment="inner", authority=order
        )
        self._collect("insider", "zzqxfile-sites.csv", HIDDEN_SITES, "zzqxcase", compartment="inner")
        self._collect("insider", "same.csv", SAME_IN_BOTH, "zzqxcase")
        self._collect("insider", "zzqxfile.txt", TEXT, "zzqxcase", handling_code="open")
        assert case.id

    def _plant_more(self) -> None:
        for number in range(3):
            self._collect(
                "insider",
                f"zzqxfile{number}.csv",
                HIDDEN_CALLS.replace("2024-03", f"2023-0{number + 1}"),
                "zzqxcase",
            )
        self._mix()
        insider = self.bench("insider")
        insider.search("zzqxname")
        calls = next(source for source in insider.sources() if source.name == "zzqxfile-calls.csv")
        insider.acts.release(calls.id, "zzqxreason")
        hit = insider.search("zzqxname").hits[0].id.hex()
        insider.documents.make(
            "zzqxcase",
            "chart",
            "zzqxcase chart",
            {"items": [{"entity": hit, "x": 0, "y": 0}], "text": "zzqxtext"},
        )
        things = [
            {"entity": said[0].entity.hex()} for _, said in insider.workspace.reading.scan(insider.scope())
        ]
        insider.documents.make("zzqxcase", "comment", "zzqxtext", {"about": things, "text": "zzqxtext"})
        self._reasoned(insider, hit)
        insider.save_mapping("zzqxcase", from_dict(MAPPING))
        insider.acts.request_erasure(
            next(source for source in insider.sources() if source.name == "zzqxfile2.csv").id, "zzqxreason 1"
        )
        copies = {source.name: source.id for source in insider.sources()}
        insider.derived.declare(copies["zzqxfile1.csv"], copies["zzqxfile0.csv"], "zzqxreason")

    def _reasoned(self, insider: Workbench, hidden: str) -> None:
        """A board of hypotheses and a crime script that rest on a hidden value."""
        value = insider.show(hidden).statements[0]
        ref = value.entity.hex(), value.id.hex()
        at = at_desk(insider, "zzqxcase")
        board = Boards(at).begin("zzqxcase board", "zzqxtext").paper.id
        Boards(at).add(board, "zzqxname did it")
        Boards(at).cite(board, ref, {"h1": "+"}, note="zzqxreason")
        rests = [Rests(entity=ref[0], statement=ref[1])]
        act = ScriptAct(stage="doing", title="zzqxtext", actors=[NamedThing(entity=hidden)], rests=rests)
        Scripts(at).begin("zzqxcase script", "zzqxtext", [act])

    def _named(self, name: str) -> str:
        """The id of the oldest thing that is called so."""
        sql = (
            "SELECT n.id FROM statement s JOIN node n ON n.no = s.entity JOIN prop p ON p.no = "
            "s.prop JOIN value v ON v.no = s.value"
            " WHERE p.name = 'name' AND v.text = ? ORDER BY n.no"
        )
        identity = self.door.workspace.database.query(sql, (name,))[0][0]
        assert isinstance(identity, bytes)
        return identity.hex()

    def _judge(self, login: str, left: str, right: str, verdict: str, reason: str) -> None:
        self.bench(login).identity.judge(self._named(left), self._named(right), verdict, reason)

    def _judge_planted(self) -> None:
        """Merges of what the outsider sees, by way of hidden things, for hidden reasons, against the
        outsider's own words; and a contradiction."""
        self._judge("insider", "Common Person", "zzqxname zzqxfather", "same", "zzqxreason")
        self._judge("insider", "Common Person", "Second Hidden", "different", "zzqxreason")
        self._judge("insider", "zzqxname zzqxfather", "Second Hidden", "same", "zzqxreason")
        case = next(item for item in self.bench("insider").cases() if item.title == "zzqxcase").id
        both = self.door.people.get("both").id
        self.door.cases.add_member(case, both, both)
        self.door.cases.admit("inner", both, both)
        bench, opened = self.bench("both"), self.door.workspace
        hidden = frozenset(item.no for item in opened.sources.data_classes() if item.compartment == "inner")
        numbers = [
            opened.reading.resolve(bench.scope(), self._named(name)) for name in ("Ali Hasan", "Zaid Own")
        ]
        made = bench.identity.adopt(
            [Pair(min(numbers), max(numbers), 20.0, 0.999, "automatic", "person-1a2b3c4d", classes=hidden)]
        )
        assert len(made) == 1
        self._judge("both", "zzqxname zzqxfather", "Zaid Own", "same", "zzqxreason")
        self._judge("both", "zzqxname zzqxfather", "Noor Own", "same", "zzqxreason")

    def _mix(self) -> None:
        """Merge the files of calls over all classes, as a workspace with very many classes does: each row
        carries its class."""
        opened, insider = self.door.workspace, self.bench("insider").actor
        catalogue = SqlCatalogue(opened.database, lambda files: self.door.audit.fact_files(insider, files))
        for layout in LAYOUTS:
            files = catalogue.published("Call", layout)
            merged = catalogue.replace(files, [merge_files(opened.root / "facts", files)])
            assert len(merged[0].classes) > 2

    def aim(self, login: str, words: list[str]) -> Aim:
        """Everything the person sees, as ids to ask with."""
        bench = self.bench(login)
        scope = bench.scope()
        aim = Aim(
            words=words, cases=[case.id for case in bench.cases()] + [case.title for case in bench.cases()]
        )
        aim.sources = [source.id for source in bench.sources()]
        aim.results += sorted(item.id for item in bench.analyses.all())
        aim.answers += [self.answers[login]] if login in self.answers else []
        aim.documents += sorted({item.id for item in bench.workspace.documents.every()})
        outsider = self.door.people.get("outsider").id
        aim.judgements += [
            kept.judgement.id
            for kept in bench.workspace.judgements.every()
            if kept.judgement.actor != outsider
        ]
        values: dict[str, str] = {}
        for _, statements in bench.workspace.reading.scan(scope):
            values[statements[0].entity.hex()] = statements[-1].id.hex()
            for item in statements:
                if item.target:
                    values.setdefault(item.target.hex(), "ab" * 16)
        phones = [
            phone.hex() for no, phone in self._phones() if bench.workspace.reading.entities(scope, [no])
        ][:9]
        aim.entities = phones + [item for item in values if item not in phones][:10]
        aim.statements = [values.get(item, "ab" * 16) for item in aim.entities]
        return aim

    def _phones(self) -> list[tuple[int, bytes]]:
        sql = (
            "SELECT no, id FROM node WHERE schema='PhoneNumber' ORDER BY key LIKE '+96479012%' DESC, key DESC"
        )
        return [
            (no, identity)
            for no, identity in self.door.workspace.database.query(sql)
            if isinstance(no, int) and isinstance(identity, bytes)
        ]

    def ask(self, login: str, asked: Question) -> Response:
        if login not in self._clients:
            self._clients[login] = self.served.client(login)
        answer: Response = self._clients[login].request(
            asked.method, asked.path, params=list(asked.query), json=asked.body or None
        )
        return answer


@dataclass
class Both:
    """The workspace that holds the canary and its twin that never did."""

    held: Story
    twin: Story
    hidden: Aim
    own: Aim
