"""What every desk promises of its registers, forms, flows and rules: asked of the one of the tutorial and of
one of these tests, on both engines."""

import csv
import io
import json
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from tahqiq.access.verify import Verifier
from tahqiq.casework.forms.answers import given
from tahqiq.casework.forms.declaration import say
from tahqiq.casework.forms.page import page
from tahqiq.casework.forms.paper import sheet
from tahqiq.desk import desks
from tahqiq.desk.clockwork import clocks_of
from tahqiq.desk.lifecycles import Lives
from tahqiq.desk.papers import Papers, Writing
from tahqiq.desk.rule_results import judged
from tahqiq.desk.tables import Table
from tahqiq.kit import clock
from tahqiq.kit.errors import Conflict, NotFound, Refused, WrongUse
from tahqiq.kit.messages import LOCALES
from tests.web.conftest import CANARY, Served

from .entries import NOON, at, finding, visit

pytestmark = pytest.mark.usefixtures("packages")


def test_every_declaration_of_every_desk_is_read_and_has_four_languages() -> None:
    for declared in desks().values():
        if declared.name in ("visitors", "findings"):
            assert all((declared.registers, declared.forms, clocks_of(declared)))
        for register in declared.registers.values():
            assert {
                len(words)
                for words in (register.title, register.help, *(one.label for one in register.columns))
            } == {len(LOCALES)}
        for versions in declared.forms.values():
            for form in versions.values():
                told = {locale: page(sheet(form, locale, id="AAAA-CCCC-DDDD")) for locale in LOCALES}
                assert len(set(told.values())) == len(LOCALES)
                assert all(
                    say(one.label, locale) in told[locale] for locale in LOCALES for _, one in form.fields()
                )
        assert len(declared.rules) == len({rule.version for rule in declared.rules})


def test_a_register_pages_filters_orders_and_counts(served: Served) -> None:
    for number in range(7):
        visit(
            served,
            f"زائر {number}",
            NOON + timedelta(minutes=number),
            NOON + timedelta(hours=1) if number < 3 else None,
        )
    table = Table(at(served, "insider", "visitors"), "visits", "ckb")
    first = table.page(limit=4, facets=["inside", "overstayed"])
    assert [line.cells["visitor"].values[0] for line in first.lines] == [
        f"زائر {number}" for number in (6, 5, 4, 3)
    ]
    assert (first.total, first.facets[0].counts, first.facets[1].counts) == (
        7,
        (("true", 4), ("false", 3)),
        (("false", 7),),
    )
    second = table.page(after=first.after, limit=4)
    assert [line.cells["visitor"].values[0] for line in second.lines] == ["زائر 2", "زائر 1", "زائر 0"]
    assert not second.after
    inside = table.page({"inside": True}, "arrived", False, facets=["inside"])
    assert [line.cells["visitor"].values[0] for line in inside.lines] == [
        f"زائر {number}" for number in (3, 4, 5, 6)
    ]
    assert inside.facets[0].counts == (("true", 4), ("false", 3))
    assert table.page({"arrived": {"from": "2026-05-04T12:05:00+00:00"}}).total == 2
    assert (table.page({"arrived": "2026-05-04"}).total, table.page({"arrived": "2026-05-05"}).total) == (
        7,
        0,
    )
    assert table.page({"visitor": ["زائر 1", "زائر 6", "nobody"]}).total == 2
    for wrong, code in (
        ({"left": "x"}, "register-no-filter"),
        ({"arrived": "yesterday"}, "register-value"),
        ({"inside": "perhaps"}, "register-value"),
    ):
        with pytest.raises(WrongUse) as told:
            table.page(wrong)
        assert told.value.code == code
    with pytest.raises(WrongUse, match="left"):
        table.page(order="left")
    with pytest.raises(NotFound, match="nothing"):
        Table(at(served, "insider", "visitors"), "nothing")


def test_counts_of_a_register_tell_nothing_of_what_is_hidden(served: Served, tmp_path: Any) -> None:  # noqa: ANN401
    sheet_ = tmp_path / "people.csv"
    sheet_.write_text(f"name,phone\n{CANARY} {CANARY},07901112223\n", "utf-8")
    chief = served.bench("chief")
    chief.collect([sheet_], chief.deposit("Harbour", compartment="inner"))
    hidden = chief.search(CANARY).hits[0].id.hex()
    finding(served, "open one", 5)
    closed = finding(served, CANARY, 5, about=[{"entity": hidden}])
    finding(served, CANARY, kind="secret-finding")
    for login, total in {"chief": 2, "insider": 1}.items():
        found = Table(at(served, login, "findings", served.case), "findings").page(facets=["weight", "words"])
        assert (found.total, dict(found.facets[0].counts)) == (total, {"5": total})
        answer = served.client(login).get(
            "/api/v1/desks/findings/registers/findings/rows",
            params={"case": "Harbour", "facets": ["words", "weight"]},
        )
        assert (CANARY in answer.text, answer.json()["total"]) == (login == "chief", total)
        secret = served.client(login).get(
            "/api/v1/desks/findings/registers/secrets/rows", params={"case": "Harbour", "facets": ["words"]}
        )
        assert (CANARY in secret.text, secret.json()["total"]) == (
            (True, 1) if login == "chief" else (False, 0)
        )
        one = served.client(login).get(
            f"/api/v1/desks/findings/records/finding/{closed.id}", params={"case": "Harbour"}
        )
        assert one.status_code == (200 if login == "chief" else 404)
    for login in ("outsider", "admin", "auditor"):
        for address in (
            "registers/findings",
            "registers/findings/rows",
            "inbox",
            "rules",
            "clocks",
            "papers",
            "flows/finding",
            f"records/finding/{closed.id}",
            f"records/finding/{closed.id}/openings",
            "forms/scene",
            "forms/scene/sheet",
            "lookups/person",
        ):
            answer = served.client(login).get(f"/api/v1/desks/findings/{address}", params={"case": "Harbour"})
            assert answer.status_code in (403, 404), (login, address)
            assert CANARY not in answer.text


def test_a_register_leaves_through_handling_codes_and_says_what_stays(served: Served, tmp_path: Any) -> None:  # noqa: ANN401
    sheet_ = tmp_path / "people.csv"
    sheet_.write_text("name,phone\nOnly Inside,07901112223\n", "utf-8")
    chief = served.bench("chief")
    from tahqiq.model.handling import handling_codes

    strict = next(code for code, one in handling_codes().items() if "export" in one.forbids)
    chief.collect([sheet_], chief.deposit("Harbour", handling_code=strict))
    person = chief.search("Only Inside").hits[0].id.hex()
    finding(served, "=1+1", 3)
    finding(served, "inside", 4, about=[{"entity": person}])
    answer = served.client("chief").post(
        "/api/v1/desks/findings/registers/findings/export", json={"format": "csv", "case": "Harbour"}
    )
    assert json.loads(answer.headers["X-Tahqiq-Exported"]) == {"rows": 1, "left_out": 1, "cut": 0}
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [row[0] for row in rows] == ["Words", "'=1+1"]
    leaf = [leaf for leaf in served.door.audit.leaves() if leaf.act == "export" and leaf.phase == "outcome"][
        -1
    ]
    assert (leaf.object, leaf.result) == ("register findings csv", "done")
    book = served.client("chief").post(
        "/api/v1/desks/findings/registers/findings/export", json={"format": "xlsx", "case": "Harbour"}
    )
    assert book.content[:2] == b"PK"
    assert (
        served.client("auditor")
        .post("/api/v1/desks/findings/registers/findings/export", json={"format": "csv", "case": "Harbour"})
        .status_code
        == 404
    )


def test_views_are_kept_for_oneself_or_for_the_desk(served: Served) -> None:
    mine = Table(at(served, "insider", "visitors"), "visits")
    own, shared = mine.keep_view("Mine", {"inside": True}), mine.keep_view("Ours", {}, "visitor", shared=True)
    theirs = Table(at(served, "chief", "visitors"), "visits")
    assert [item.body.title for item in mine.views()] == ["Ours", "Mine"]
    assert [item.body.title for item in theirs.views()] == ["Ours"]
    with pytest.raises(NotFound):
        theirs.drop_view(shared.id)
    mine.drop_view(own.id)
    assert [item.body.title for item in mine.views()] == ["Ours"]
    with pytest.raises(WrongUse):
        mine.keep_view("Wrong", {"nothing": 1})


def test_a_form_is_drafted_sealed_and_read_and_its_compartment_stays_closed(served: Served) -> None:
    papers = Papers(at(served, "chief", "findings", served.case))
    draft = papers.start("scene", Writing({"source": given(CANARY)}))
    assert [one.code for one in draft.problems] == ["form-answer-needed"]
    with pytest.raises(WrongUse, match="1"):
        papers.seal(draft.id, draft.version)
    kept = papers.write(
        draft.id,
        draft.version,
        Writing(
            {"what": given("علبة حمراء"), "weight": given("12"), "source": given(CANARY)}, date(2026, 5, 1)
        ),
    )
    with pytest.raises(Conflict):
        papers.write(draft.id, draft.version, Writing({}))
    theirs = Papers(at(served, "insider", "findings", served.case)).get(draft.id)
    assert set(theirs.answers) == {"what", "weight"}
    assert theirs.closed == {"inner"}
    with pytest.raises(NotFound):
        Papers(at(served, "insider", "findings", served.case)).write(
            draft.id, kept.version, Writing({"source": given("x")})
        )
    insider = served.client("insider")
    for address in (f"papers/{draft.id}", f"papers/{draft.id}/sheet", "papers"):
        answer = insider.get(f"/api/v1/desks/findings/{address}", params={"case": "Harbour"})
        assert answer.status_code == 200
        assert CANARY not in answer.text
    assert (
        CANARY
        in served.client("chief")
        .get(f"/api/v1/desks/findings/papers/{draft.id}", params={"case": "Harbour"})
        .text
    )
    sealed = papers.seal(draft.id, kept.version)
    assert (sealed.sealed, len(sealed.sources), sealed.problems) == (True, 2, ())
    chief = served.bench("chief")
    (hit,) = chief.search("علبة").hits
    assert chief.show(hit.id.hex()).statements[0].source_name == f"SCENE-1-{draft.paper}.form"
    with pytest.raises(Conflict, match=draft.paper):
        papers.write(draft.id, sealed.version, Writing({}))
    with pytest.raises(Conflict, match=draft.paper):
        papers.start("scene", Writing({}), draft.paper)
    assert Verifier(served.door).verify().holds


@pytest.mark.parametrize("locale", LOCALES)
def test_a_form_is_asked_in_four_languages(served: Served, locale: str) -> None:
    for name in desks():
        for form, versions in desks()[name].forms.items():
            told = (
                served.client("chief")
                .get(f"/api/v1/desks/{name}/forms/{form}", headers={"x-language": locale})
                .json()
            )
            latest = versions[max(versions)]
            assert told["title"] == latest.title[locale]
            assert [one["label"] for part in told["sections"] for one in part["fields"]] == [
                one.label[locale] for _, one in latest.fields()
            ]


def test_an_approval_needs_a_second_person_and_the_very_bytes_that_were_seen(served: Served) -> None:
    record = finding(served, "powder", 12, login="insider")
    kind = desks()["findings"].kind("finding")
    mine, theirs = (Lives(at(served, login, "findings", served.case), kind) for login in ("insider", "chief"))
    asked = mine.act(record.id, "ask", mine.of(record).sha256)
    assert (asked.standing.state, asked.running[0].term.name) == ("asked", "answer")
    waiting = served.client("chief").get("/api/v1/desks/findings/inbox", params={"case": "Harbour"}).json()
    assert {item["why"] for item in waiting["items"]} == {"approval", "deadline"}
    assert [
        item["why"]
        for item in served.client("insider")
        .get("/api/v1/desks/findings/inbox", params={"case": "Harbour"})
        .json()["items"]
    ] == ["deadline"]
    with pytest.raises(Refused):
        mine.act(record.id, "approve", asked.sha256, "me")
    records = at(served, "insider", "findings", served.case).records(kind)
    changed = records.save(record.body.model_copy(update={"weight": 13}), served.case, record.id, 1)
    with pytest.raises(Conflict, match="changed since"):
        theirs.act(record.id, "approve", asked.sha256, "seen")
    with pytest.raises(Conflict):
        theirs.act(record.id, "approve", theirs.of(changed).sha256, "seen")
    mine.act(record.id, "close", mine.of(changed).sha256)
    second = finding(served, "pills", 3, login="insider")
    seen = mine.act(second.id, "ask", mine.of(second).sha256).sha256
    body = {"case": "Harbour", "transition": "approve", "seen": seen, "reason": "looked at it"}
    told = (
        served.client("chief")
        .post(f"/api/v1/desks/findings/records/finding/{second.id}/steps", json=body)
        .json()
    )
    assert (told["stands"]["state"], told["stands"]["steps"][1]["current"]) == ("approved", True)
    lapsed = records.save(second.body.model_copy(update={"weight": 4}), served.case, second.id, 1)
    assert (theirs.of(lapsed).standing.state, theirs.of(lapsed).standing.lapsed) == ("draft", True)
    table = Table(at(served, "chief", "findings", served.case), "findings").page()
    assert {line.cells["words"].values[0]: line.cells["state"].values[0] for line in table.lines} == {
        "powder": "closed",
        "pills": "draft",
    }
    assert Verifier(served.door).verify().holds


def test_rules_say_what_holds_is_broken_and_unknown_then_and_now(served: Served) -> None:
    light, unweighed = finding(served, "light", 0), finding(served, "not weighed")
    finding(served, "heavy", 5)
    desk_at = at(served, "chief", "findings", served.case)
    (line,) = judged(desk_at, clock.now(), "federal").tallies
    assert (line.holds, line.broken_rows, line.unknown_rows) == (1, (light.id,), (unweighed.id,))
    before = datetime.fromisoformat(light.at) - timedelta(seconds=1)
    (then,) = judged(desk_at, before, "federal").tallies
    assert (then.holds, then.broken, then.unknown) == (0, 0, 0)
    told = served.client("chief").get("/api/v1/desks/findings/rules", params={"case": "Harbour"}).json()
    assert [(one["holds"], one["broken"], one["unknown"], one["verified"]) for one in told["rules"]] == [
        (1, 1, 1, False)
    ]
    assert [(one["verdict"], one["title"]) for one in told["rules"][0]["findings"]] == [
        ("broken", "light"),
        ("unknown", "not weighed"),
        ("holds", "heavy"),
    ]


def test_who_opened_a_record_is_told_to_those_entitled(served: Served) -> None:
    record = finding(served, "looked at", login="insider")
    address = f"/api/v1/desks/findings/records/finding/{record.id}"
    for login in ("insider", "chief", "insider"):
        assert served.client(login).get(address, params={"case": "Harbour"}).json()["openings"] == (
            login == "chief"
        )
    told = served.client("chief").get(f"{address}/openings", params={"case": "Harbour"}).json()
    assert [(one["name"], one["act"], one["version"]) for one in told["entries"]] == [
        ("Chief", "openings", 0),
        ("Insider", "opened", 1),
        ("Chief", "opened", 1),
        ("Insider", "opened", 1),
        ("Insider", "saved", 1),
    ]
    assert told["people"] == {"Chief": 2, "Insider": 3}
    size = served.door.audit.size()
    assert served.client("insider").get(f"{address}/openings", params={"case": "Harbour"}).status_code == 403
    assert served.door.audit.size() == size + 1
