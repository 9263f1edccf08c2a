"""Examples of acts of the core: cases, people, sessions, first starts and rescues."""

import secrets
from datetime import timedelta

from fastapi.testclient import TestClient

from tahqiq.access.door import Door
from tahqiq.access.first_start import FirstStart
from tahqiq.access.rescue import Rescue
from tahqiq.casework.backup_settings import Settings, decide
from tahqiq.web.app import create_app
from tests.conformance.core_acts import CASE, PASSWORD, Act, Core, example


@example
def open_case(core: Core) -> Act:
    return lambda: core.bench("chief").open_case("Quay")


@example
def open_desk(core: Core) -> Act:
    return lambda: core.bench("chief").open_desk("reasoning")


@example
def invite(core: Core) -> Act:
    return lambda: core.bench("chief").invite(CASE, "outsider")


@example
def set_zone(core: Core) -> Act:
    return lambda: core.bench("chief").set_case_zone(CASE, "Asia/Dubai")


def invited(core: Core) -> str:
    core.bench("chief").invite(CASE, "outsider")
    return core.bench("outsider").team.invitations()[0].case.id


@example
def join_case(core: Core) -> Act:
    case = invited(core)
    return lambda: core.bench("outsider").team.answer(case, True)


@example
def decline_case(core: Core) -> Act:
    case = invited(core)
    return lambda: core.bench("outsider").team.answer(case, False)


@example
def remove_member(core: Core) -> Act:
    return lambda: core.bench("chief").team.remove(CASE, "analyst")


@example
def hand_over(core: Core) -> Act:
    core.bench("outsider").open_case("Alone")
    core.bench("outsider").team.open_compartment("own", "Own")
    return lambda: core.bench("admin").hand_over("outsider", "second")


@example
def open_compartment(core: Core) -> Act:
    return lambda: core.bench("chief").team.open_compartment("deep", "Deep")


@example
def ask_in(core: Core) -> Act:
    return lambda: core.bench("chief").team.ask_in("inner", "second")


@example
def enter_compartment(core: Core) -> Act:
    core.bench("chief").team.ask_in("inner", "second")
    return lambda: core.bench("second").team.answer_admission("inner", True)


@example
def dismiss(core: Core) -> Act:
    core.bench("chief").team.ask_in("inner", "second")
    core.bench("second").team.answer_admission("inner", True)
    return lambda: core.bench("second").team.dismiss("inner", "chief")


@example
def add_person(core: Core) -> Act:
    return lambda: core.bench("admin").add_person("new", "New", frozenset({"analyst"}), PASSWORD)


@example
def set_password(core: Core) -> Act:
    return lambda: core.bench("admin").set_password("analyst", PASSWORD)


@example
def close_person(core: Core) -> Act:
    analyst = core.bench("analyst")
    analyst.issue_token(timedelta(hours=1))
    return lambda: core.bench("admin").close_person("analyst")


@example
def reopen_person(core: Core) -> Act:
    core.bench("admin").close_person("analyst")
    return lambda: core.bench("admin").reopen_person("analyst")


@example
def set_roles(core: Core) -> Act:
    return lambda: core.bench("admin").set_roles("analyst", frozenset({"analyst", "supervisor"}))


@example
def keep_preferences(core: Core) -> Act:
    return lambda: core.bench("analyst").keep_preferences({"locale": "ckb"})


@example
def issue_token(core: Core) -> Act:
    return lambda: core.bench("analyst").issue_token(timedelta(hours=1))


@example
def sign_in(core: Core) -> Act:
    app = create_app(core.door, work=False)

    def asked() -> object:
        client = TestClient(app, base_url="http://127.0.0.1")
        answer = client.post(
            "/api/v1/session",
            json={"login": "analyst", "password": PASSWORD},
            headers={"sec-fetch-site": "same-origin"},
        )
        assert answer.status_code == 200, answer.text
        return answer

    return asked


@example
def sign_out(core: Core) -> Act:
    token = core.bench("analyst").issue_token(timedelta(hours=1))
    return lambda: core.bench("analyst").signed_out(token)


@example
def adopt(core: Core) -> Act:
    return lambda: core.door.adopt(core.bench("admin").actor, None)


@example
def first_start_of_a_team(core: Core) -> Act:
    core.door.close()
    core.door = Door.found(core.files / "team", team=True)
    return first_started(core)


@example
def first_start_of_an_owner(core: Core) -> Act:
    core.door.close()
    core.door = Door.found(core.files / "own", owner="owner")
    return first_started(core)


def first_started(core: Core) -> Act:
    first = FirstStart(core.door)
    return lambda: first.make(first.code, "amin", "Amin", PASSWORD)


@example
def rescued_token(core: Core) -> Act:
    return lambda: Rescue(core.door).token("admin", timedelta(hours=1))


@example
def rescued_administrator(core: Core) -> Act:
    return lambda: Rescue(core.door).administrator("fresh", "Fresh", PASSWORD)


@example
def rescued_again(core: Core) -> Act:
    return lambda: Rescue(core.door).administrator("admin", "Admin", PASSWORD)


@example
def backups_decided(core: Core) -> Act:
    return lambda: decide(core.door, core.bench("admin").actor, Settings(secrets.token_hex(32), 30))
