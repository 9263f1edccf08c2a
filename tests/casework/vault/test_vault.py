"""The vault at work: who may do what, for how long, and what the log says."""

import inspect
import statistics
import time
from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest

from tahqiq.access.door import Door
from tahqiq.access.entries import Entries
from tahqiq.access.hidden_actor import HiddenActors
from tahqiq.access.verify_vault import vault_faults
from tahqiq.casework.vault.vault import Vault
from tahqiq.kit.errors import NotFound
from tahqiq.store.database import blob

from .conftest import HOUR, KIND, MOTIVE, SARA, House, granted, refused


def test_purpose_custodian_window_log(house: House) -> None:
    name, request = granted(house)
    assert house.at("handler").open(request) == SARA
    house.turn(timedelta(minutes=59))
    assert house.at("handler").open(request) == SARA
    house.turn(timedelta(minutes=2))
    refused("vault-window-over", lambda: house.at("handler").open(request))
    history = house.at("registrar").history(name)
    assert [act.kind for act in history] == ["asked", "granted", "opened", "opened"]
    assert history[0].motive == MOTIVE
    acts = {leaf.act for leaf in house.door.audit.leaves()}
    assert {"vault-register", "vault-field", "vault-act", "vault-history"} <= acts
    assert any(leaf.result == "refused:vault-window-over" for leaf in house.door.audit.leaves())


def test_refusals_and_motives_are_kept(house: House) -> None:
    name = house.at("handler").register(SARA)
    request = house.at("handler").ask(name, "court", MOTIVE)
    house.at("registrar").refuse(request, "not enough")
    refused("vault-not-granted", lambda: house.at("handler").open(request))
    refused("vault-decided", lambda: house.at("registrar").grant(request, "after all", HOUR))
    assert [(act.kind, act.motive) for act in house.at("owner").history(name)] == [
        ("asked", MOTIVE),
        ("refused", "not enough"),
    ]


def test_nobody_decides_on_their_own_and_every_door_is_closed(house: House) -> None:
    name = house.at("everything").register(SARA)
    request = house.at("everything").ask(name, "safety", "mine")
    refused("vault-own-request", lambda: house.at("everything").grant(request, "me", HOUR))
    refused("vault-custodian-needed", lambda: house.at("second").grant(request, "me too", HOUR))
    refused("vault-window", lambda: house.at("registrar").grant(request, "long", timedelta(hours=9)))
    refused("vault-window", lambda: house.at("registrar").grant(request, "none", timedelta()))
    refused("reason-needed", lambda: house.at("registrar").grant(request, " ", HOUR))
    house.at("registrar").grant(request, "yes", HOUR)
    refused("vault-not-yours", lambda: house.at("second").open(request))
    refused("vault-not-yours", lambda: house.at("registrar").open(request))
    house.at("everything").end(request)
    refused("vault-not-granted", lambda: house.at("everything").open(request))
    refused("vault-keeper-needed", lambda: house.at("registrar").register(SARA))
    refused("vault-purpose", lambda: house.at("handler").ask(name, "curiosity", "x"))
    refused("reason-needed", lambda: house.at("handler").ask(name, "safety", " "))
    refused("vault-fields", lambda: house.at("handler").register({"nickname": "x"}))
    refused("vault-fields", lambda: house.at("handler").register({"name": " "}))
    refused("vault-none", lambda: house.at("handler").open("no such request"))
    refused("pseudonym-wrong", lambda: house.at("handler").ask("Canary", "safety", "x"))


def test_the_policies_alone_say_who_may_what_and_what_they_do_not_name_nobody_may(house: House) -> None:
    name = house.at("handler").register(SARA)
    court, safety = (house.at("handler").ask(name, purpose, MOTIVE) for purpose in ("court", "safety"))
    for wrong in ("nobody", "owner", "clerk"):  # admitted to the compartment, and of other roles
        vault = house.at(wrong)
        refused("vault-keeper-needed", partial(vault.register, SARA))
        refused("vault-keeper-needed", partial(vault.amend, name, SARA))
        refused("vault-keeper-needed", partial(vault.known, SARA))
        refused("refused-by-policy", partial(vault.ask, name, "safety", "x"))
        refused("vault-custodian-needed", partial(vault.grant, safety, "x", HOUR))
        refused("vault-custodian-needed", partial(vault.refuse, safety, "x"))
        refused("vault-no-glass", partial(vault.break_glass, name, "safety", "x", HOUR / 4))
    refused("vault-owner-needed", house.at("nobody").broken)
    refused("vault-custodian-needed", house.at("nobody").waiting)
    refused("vault-custodian-needed", partial(house.at("nobody").history, name))
    assert [act.request for act in house.at("clerk").waiting()] == [court], (
        "a custodian sees what they may decide on"
    )
    house.at("clerk").grant(court, "for the judge", HOUR)
    assert house.at("handler").open(court) == SARA
    house.actors["handler"] = replace(house.actors["handler"], roles=frozenset({"clerk"}))
    refused("refused-by-policy", partial(house.at("handler").open, court))
    house.door.adopt(
        house.door.people.get("boss").actor(), None
    )  # of the program's own policies none speaks of informants
    refused("vault-keeper-needed", partial(house.at("everything").register, SARA))
    refused("refused-by-policy", partial(house.at("everything").ask, name, "safety", "x"))
    refused("vault-custodian-needed", partial(house.at("registrar").grant, safety, "x", HOUR))
    refused("vault-no-glass", partial(house.at("duty").break_glass, name, "safety", "x", HOUR / 4))


def test_who_is_not_admitted_meets_what_nobody_knows(house: House) -> None:
    name, request = granted(house)
    outsider = house.at("outsider")
    for act in (
        lambda: outsider.register(SARA),
        lambda: outsider.known(SARA),
        lambda: outsider.ask(name, "safety", "x"),
        lambda: outsider.open(request),
        lambda: outsider.history(name),
        outsider.broken,
        outsider.waiting,
        lambda: outsider.erase(request),
    ):
        with pytest.raises(NotFound) as caught:
            act()
        assert caught.value.code == "no-such-compartment"
    assert sum(leaf.result == "refused:no-such-compartment" for leaf in house.door.audit.leaves()) == 8


def test_there_is_no_list_of_identities_for_anybody() -> None:
    """Every public way gives a pseudonym, a yes or no, acts, or the fields of one granted request."""
    public = {
        name: method
        for name, method in inspect.getmembers(Vault, inspect.isfunction)
        if not name.startswith("_")
    }
    assert set(public) == {
        "register",
        "amend",
        "known",
        "ask",
        "grant",
        "refuse",
        "open",
        "end",
        "break_glass",
        "review",
        "broken",
        "waiting",
        "history",
        "ask_erasure",
        "erase",
        "identified_by",
        "read",
    }
    gives_fields = [
        name
        for name, method in public.items()
        if "dict[str, str]" in str(inspect.signature(method).return_annotation)
    ]
    assert gives_fields == ["open", "read"]
    assert list(inspect.signature(public["open"]).parameters) == ["self", "request"]
    assert list(inspect.signature(public["read"]).parameters) == ["self", "pseudonym"]


def test_known_says_one_bit_and_takes_the_same_time(house: House) -> None:
    house.at("handler").register(SARA)
    vault = house.at("second")
    assert vault.known({"name": " canary  QZPLUM", "born": "1990-02-03"})
    assert vault.known({"phone": SARA["phone"]})
    assert not vault.known({"name": "Canary Qzplum"})  # the name alone is no sign
    assert not vault.known({"name": "Canary Qzplum", "born": "1990-02-04"})

    def spent(values: dict[str, str]) -> float:
        begin = time.process_time()
        vault.known(values)
        return time.process_time() - begin

    hit, miss = SARA, {"name": "Nobody Whosoever", "born": "1990-02-03", "phone": "+9647430009912"}
    times = [(spent(hit), spent(miss)) for _ in range(25)]
    gap = abs(statistics.median(one for one, _ in times) - statistics.median(other for _, other in times))
    assert gap < 0.005


def test_new_versions_are_kept_beside_the_old(house: House) -> None:
    name, request = granted(house)
    house.at("handler").amend(name, {"phone": "+9647430009999"})
    assert house.at("handler").open(request)["phone"] == "+9647430009999"
    assert house.at("handler").known({"phone": "+9647430009999"})
    assert not house.at("handler").known({"phone": SARA["phone"]})
    rows = house.door.workspace.database.query(
        "SELECT version FROM vault_field WHERE pseudonym=? AND field='phone' ORDER BY version", (name,)
    )
    assert rows == [(1,), (2,)]
    assert list(vault_faults(house.door, None, Entries.of(house.door.audit.rows()))) == []


def test_a_ciphertext_in_another_place_does_not_open(house: House) -> None:
    name, request = granted(house)
    other = house.at("handler").register({"name": "Another", "born": "1991", "phone": "+9647430009977"})
    database = house.door.workspace.database

    def sealed(pseudonym: str, field: str) -> bytes:
        return blob(
            database.query(
                "SELECT sealed FROM vault_field WHERE pseudonym=? AND field=?", (pseudonym, field)
            )[0][0]
        )

    own = sealed(name, "name")
    for stolen in (sealed(other, "name"), sealed(name, "born")):
        with database.transaction() as transaction:
            transaction.execute(
                "UPDATE vault_field SET sealed=? WHERE pseudonym=? AND field='name'", (stolen, name)
            )
        refused("vault-field-damaged", lambda: house.at("handler").open(request))
        assert [code for code, _ in vault_faults(house.door, None, Entries.of(house.door.audit.rows()))] == [
            "decision-differs"
        ]
    with database.transaction() as transaction:
        transaction.execute(
            "UPDATE vault_field SET sealed=?, version=2 WHERE pseudonym=? AND field='name'", (own, name)
        )
    refused("vault-field-damaged", lambda: house.at("handler").open(request))
    with database.transaction() as transaction:
        transaction.execute("UPDATE vault_field SET version=1 WHERE pseudonym=? AND field='name'", (name,))
    assert house.at("handler").open(request) == SARA


def test_breaking_the_glass(house: House) -> None:
    name = house.at("handler").register(SARA)
    duty = house.at("duty")
    refused("vault-no-glass", lambda: house.at("handler").break_glass(name, "safety", "x", HOUR / 4))
    refused("vault-window", lambda: duty.break_glass(name, "safety", "x", timedelta(minutes=31)))
    refused("reason-needed", lambda: duty.break_glass(name, "safety", " ", HOUR / 4))
    request = duty.break_glass(name, "safety", MOTIVE, timedelta(minutes=30))
    assert [(act.pseudonym, act.motive) for act in house.at("owner").broken()] == [(name, MOTIVE)]
    assert duty.open(request) == SARA
    refused("vault-not-yours", lambda: house.at("handler").open(request))
    house.turn(timedelta(minutes=31))
    refused("vault-window-over", lambda: duty.open(request))
    house.turn(timedelta(hours=72))
    refused("vault-blocked", lambda: duty.break_glass(name, "safety", "again", HOUR / 4))
    refused("vault-owner-needed", lambda: house.at("registrar").review(request, "fine"))
    house.at("owner").review(request, "there was no other way")
    assert house.at("owner").broken() == []
    assert duty.break_glass(name, "safety", "again", HOUR / 4)
    refused("vault-no-glass", lambda: duty.break_glass(name, "court", "x", HOUR / 4))


def test_who_broke_it_does_not_review_it_and_is_shut_out_everywhere(house: House) -> None:
    vault = house.at("everything")
    name = house.at("handler").register(SARA)
    request = vault.break_glass(name, "safety", "x", HOUR / 4)
    refused("vault-own-request", lambda: vault.review(request, "I was right"))
    house.turn(timedelta(hours=73))
    for act in (
        lambda: vault.register(SARA),
        lambda: vault.known(SARA),
        lambda: vault.ask(name, "safety", "x"),
        vault.waiting,
    ):
        refused("vault-blocked", act)


def test_nobody_tries_a_list_of_names(house: House) -> None:
    """The duplicate check answers yes or no, but not a thousand times: per person and hour, counted in the
    log, right answers and wrong ones alike."""
    kind = replace(KIND, checks=3)
    house.at("handler", kind).register(SARA)
    for values in ({"phone": "+9647430000001"}, SARA, {"phone": "+9647430000002"}):
        house.at("handler", kind).known(values)
    refused("vault-asked-too-often", lambda: house.at("handler", kind).known(SARA))
    refused("vault-asked-too-often", lambda: house.at("handler", kind).known({"phone": "+9647430000003"}))
    assert house.at("second", kind).known(SARA)
    again = Door.opened(house.door.workspace.root)
    try:
        refused("vault-asked-too-often", lambda: Vault(again, house.actors["handler"], kind).known(SARA))
    finally:
        again.close()
    house.turn(timedelta(minutes=61))
    assert house.at("handler", kind).known(SARA)
    told = [leaf.result for leaf in house.door.audit.leaves() if leaf.act == "vault-known" and leaf.result]
    assert told == ["refused:vault-asked-too-often"] * 3


def readers(house: House, role: str) -> None:
    """Let a role read without a request."""
    rule = (
        'permit (principal is Person, action == Action::"vault-read", resource is Vault) when { '
        f'principal.roles.contains("{role}") }};'
    )
    house.door.adopt(house.door.people.get("boss").actor(), f"{house.door.rules}\n{rule}")


def test_what_is_no_identity_is_read_by_its_readers_alone_and_each_reading_is_logged(house: House) -> None:
    name = house.at("handler").register(SARA)
    refused("vault-keeper-needed", lambda: house.at("owner").read(name))
    readers(house, "owner")
    assert house.at("owner").read(name) == SARA
    refused("vault-keeper-needed", lambda: house.at("handler").read(name))
    read = [leaf for leaf in house.door.audit.leaves() if leaf.act == "vault-read"]
    actors = HiddenActors(house.door.workspace)
    assert [(leaf.object, actors.person(leaf.actor)) for leaf in read] == [(name, "id-owner")]
    assert not any("owner" in leaf.actor for leaf in read), "the log does not tell who it was"


def test_a_personal_one_is_there_for_nobody_else_whatever_their_role(house: House) -> None:
    readers(house, "handler")
    kind = replace(KIND, personal=True)
    name = house.at("handler", kind).register(SARA)
    assert house.at("handler", kind).read(name) == SARA
    for other in ("second", "everything"):
        refused("vault-none", partial(house.at(other, kind).read, name))
        refused("vault-none", partial(house.at(other, kind).identified_by, name, "x"))
    everything = house.at("everything", kind)
    for way in (
        lambda: everything.ask(name, "safety", "x"),
        lambda: everything.history(name),
        lambda: everything.ask_erasure(name, "order 1"),
        lambda: everything.break_glass(name, "safety", "x", timedelta(minutes=5)),
    ):
        refused("vault-none", way)
    refused("vault-field-damaged", lambda: house.at("handler").ask(name, "safety", "x"))
    house.at("handler", kind).ask(name, "safety", "x")
    assert everything.waiting() == []
    assert list(vault_faults(house.door, None, Entries.of(house.door.audit.rows()))) == []


def test_whether_a_text_says_who_somebody_is_is_one_bit(house: House) -> None:
    name = house.at("handler").register(SARA)
    vault = house.at("second", replace(KIND, checks=2))
    assert vault.identified_by(name, f"a report about {SARA['phone']}")
    assert not vault.identified_by(name, "a report about a lorry")
    refused("vault-asked-too-often", lambda: vault.identified_by(name, "again"))
