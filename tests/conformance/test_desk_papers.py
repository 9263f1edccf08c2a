"""What every desk promises of its prints and of its part of the invented case."""

import json
from pathlib import Path
from random import Random

import pytest

from tahqiq.access.verify import Verifier
from tahqiq.casework.forms.declaration import say
from tahqiq.casework.forms.page import page
from tahqiq.cli.serve import SAMPLE_ZONE
from tahqiq.desk import Desk, desks
from tahqiq.desk.derived_kinds import plain
from tahqiq.desk.lifecycles import Lives
from tahqiq.desk.operation_form import form_of
from tahqiq.desk.record_print import laid_out, printed
from tahqiq.desk.sample import Place, add_files
from tahqiq.kit.errors import NotFound, Refused
from tahqiq.kit.messages import LOCALES
from tahqiq.samples.truth import Truth, load
from tests.seat import Seat
from tests.web.conftest import Served

CANARY = "zzqxcanary"
pytestmark = pytest.mark.usefixtures("packages")


def at(served: Served, login: str, declared: Desk) -> Seat:
    return Seat(served.bench(login), declared, served.case, "work")


def story(folder: Path) -> Truth:
    """A case with the people that the desks' samples may name, and nothing else."""
    truth = Truth(folder, 1, 0.1)
    truth.evidence.mkdir(parents=True)
    truth.story["people"] = [{"id": "P1", "ar": "سلام جاسم كاظم"}, {"id": "P2", "ar": "هيوا كريم صالح"}]
    truth.story |= {
        "organiser": {"person": "P1", "phone": "9647901112223"},
        "broker": {"person": "P2", "phone": "9647901112224"},
    }
    (truth.evidence / "people.csv").write_text(
        "name,phone\nسلام جاسم كاظم,07901112223\nهيوا كريم صالح,07901112224\n", "utf-8"
    )
    return truth


def test_every_print_of_every_desk_is_laid_out_in_four_languages() -> None:
    for declared in desks().values():
        for paper in declared.prints.values():
            body = plain(declared.kind(paper.kind).example)
            told = {locale: laid_out(paper, body, {}, "state", locale) for locale in LOCALES}
            for locale, blocks in told.items():
                titles = {block.title for block in blocks}
                assert {say(part.title, locale) for part in paper.parts if not part.each} <= titles
                assert all(row.values for block in blocks for row in block.rows)
            assert len({repr(blocks) for blocks in told.values()}) == len(LOCALES)


def test_a_record_is_printed_with_who_approved_exactly_this(served: Served, tmp_path: Path) -> None:
    sheet = tmp_path / "people.csv"
    sheet.write_text("name,phone\nسارا عەلی,07901112223\n", "utf-8")
    chief = served.bench("chief")
    chief.collect([sheet], chief.deposit("Harbour"))
    declared = desks()["findings"]
    kind, person = declared.kind("finding"), chief.search("سارا عەلی").hits[0].id.hex()
    mine, others = at(served, "insider", declared), at(served, "chief", declared)
    kept = mine.records(kind).save(
        kind.body(words="<b>مسحوق</b>", weight=12, about=[{"entity": person}]), served.case
    )
    Lives(mine, kind).act(kept.id, "ask", Lives(mine, kind).of(kept).sha256)
    approving = next(name for name, one in Lives(others, kind).flow.transitions.items() if one.approves)
    reason = "seen" if Lives(others, kind).flow.transitions[approving].reason else ""
    Lives(others, kind).act(kept.id, approving, Lives(others, kind).of(kept).sha256, reason)
    chief_client = served.client("chief")
    told = chief_client.get(
        f"/api/v1/desks/findings/records/finding/{kept.id}", params={"case": served.case}
    ).json()
    assert [one["name"] for one in told["prints"]] == ["finding"]
    answer = chief_client.post(
        f"/api/v1/desks/findings/prints/finding/{kept.id}", params={"case": served.case, "language": "ckb"}
    )
    assert answer.status_code == 200, answer.text
    assert 'dir="rtl"' in answer.text
    assert "FIND-1 " in answer.text
    assert "سارا عەلی" in answer.text
    assert "&lt;b&gt;مسحوق" in answer.text
    approved = say(Lives(others, kind).flow.transitions[approving].label, "ckb")
    assert approved in answer.text
    mine.records(kind).save(kind.body(words="something else", weight=12), served.case, kept.id, kept.version)
    assert approved not in page(printed(others, "finding", kept.id, "ckb"))
    acts = [leaf for leaf in served.door.audit.leaves() if leaf.act == "export"]
    assert [leaf.phase for leaf in acts] == ["intent", "outcome"] * 2
    assert Verifier(served.door).verify().holds


def test_who_may_not_take_it_away_does_not_print_it(served: Served, tmp_path: Path) -> None:
    sheet = tmp_path / "people.csv"
    sheet.write_text(f"name,phone\n{CANARY} {CANARY},07901112223\n", "utf-8")
    chief, declared = served.bench("chief"), desks()["findings"]
    chief.collect([sheet], chief.deposit("Harbour", handling_code="originator"))
    person, kind = chief.search(CANARY).hits[0].id.hex(), desks()["findings"].kind("finding")
    here = at(served, "chief", declared)
    kept = here.records(kind).save(kind.body(words=CANARY, about=[{"entity": person}]), served.case)
    with pytest.raises(Refused, match="inside"):
        printed(here, "finding", kept.id, "en")
    with pytest.raises(NotFound):
        printed(here, "nothing", kept.id, "en")
    answer = served.client("outsider").post(
        f"/api/v1/desks/findings/prints/finding/{kept.id}", params={"case": served.case}
    )
    assert answer.status_code == 404
    assert CANARY not in answer.text


@pytest.mark.parametrize("name", ["visitors", "findings", "reasoning", "cargo", "covert", "custody", "lab"])
def test_a_desks_part_of_the_invented_case_is_true_and_the_same_again(
    served: Served, tmp_path: Path, name: str
) -> None:
    declared = desks()[name]
    assert declared.sample is not None
    truth, again = story(tmp_path / "a"), story(tmp_path / "b")
    for one in (truth, again):
        add_files(one, [declared])
    assert truth.data == again.data
    files = {
        path.relative_to(truth.evidence): path.read_bytes()
        for path in truth.evidence.rglob("*")
        if path.is_file()
    }
    assert files == {
        path.relative_to(again.evidence): path.read_bytes()
        for path in again.evidence.rglob("*")
        if path.is_file()
    }
    if declared.sample.files is not None:
        other = tmp_path / "other"
        other.mkdir()
        assert (
            json.loads(json.dumps(declared.sample.files(Place(other, Random(2), 0.1, truth.data))))
            != load(truth.path)["desks"]
        )
    chief = served.bench("chief")
    taken = chief.collect([truth.evidence], chief.deposit("Harbour", zone=SAMPLE_ZONE))
    assert {item.status for item in taken} <= {"published", "needs-mapping"}
    if declared.sample.records is not None:
        here = at(served, "chief", declared)
        told = declared.sample.records(here, truth.data)
        for kind in (declared.kind(one) for one in told):
            assert here.records(kind).count(case=here.case_of(kind))[None] == told[kind.name] > 0
    assert Verifier(served.door).verify().holds


def test_every_sample_of_a_desk_is_asked() -> None:
    """That of the passengers is asked in tests/desks/passengers/test_sample.py: it names more of the
    story."""
    assert {item.name for item in desks().values() if item.sample is not None} - {"passengers"} == {
        "visitors",
        "findings",
        "reasoning",
        "cargo",
        "covert",
        "custody",
        "lab",
    }


def test_every_field_that_a_form_asks_is_called_something_in_four_languages() -> None:
    for declared in desks().values():
        for operation in declared.operations:
            form = form_of(declared, operation)
            if form is None:
                continue
            lists = [(one.name, one.title) for one in form.sections if one.title is not None]
            for name, words in [(one.name, one.label) for _, one in form.fields()] + lists:
                own = name.rpartition(".")[2]
                assert all(words[locale] not in ("", name) for locale in LOCALES), (
                    f"desk-{declared.name}-field-{own} or desk-field-{own} is in no catalogue"
                )
    lab, reasoning = desks()["lab"], desks()["reasoning"]
    result = form_of(lab, lab.operation("result"))
    assert result is not None
    assert [one.type for _, one in result.fields()].count("choice") == 3
    assert form_of(reasoning, reasoning.operation("hypotheses-judge")) is None
