"""What every part of the policies promises, ours and a stranger's: checked together, it opens nothing to
those who hold no role of its own."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tahqiq.access import people, policy, policy_check
from tahqiq.access.door import Door
from tahqiq.kit.errors import Damaged, Refused, WrongUse
from tahqiq.kit.messages import LOCALES
from tahqiq.kit.yaml_nodes import Mistake
from tahqiq.model.policy_part import GROUP, policy_parts
from tahqiq.model.scope import DeskPurpose, purpose_of

DECLARED = """
roles:
  screener: [Screening officer, ضابط تدقيق, ئەفسەری پشکنین, ئەفسەرێ پشکنینێ]
purposes:
  screening: [Screening, تدقيق, پشکنین, پشکنینەک]
actions:
  screen: CaseFile
"""
GRANTED = """
@id("screeners screen and read their file")
permit (principal is Person, action in [Action::"screen", Action::"read-case"], resource is CaseFile)
when { principal.cases.contains(resource.case) && principal.roles.contains("screener") };

@id("screeners see what lies in their file")
permit (principal is Person, action == Action::"view", resource is DataClass)
when { principal.cases.contains(resource.case) && principal.roles.contains("screener") };
"""


def forget() -> None:
    for known in (policy_parts, policy._schema, policy.core, policy._built_in, policy_check.checked):
        known.cache_clear()


class Parts:
    """Packages with parts of policies, installed for one test."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def add(self, name: str, declared: str = DECLARED, granted: str = GRANTED) -> None:
        info, package = self.folder / f"{name}-1.0.dist-info", self.folder / name / "policies"
        info.mkdir()
        package.mkdir(parents=True)
        info.joinpath("METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n", "utf-8")
        info.joinpath("entry_points.txt").write_text(f"[{GROUP}]\n{name} = {name}.policies\n", "utf-8")
        package.joinpath("policies.yaml").write_text(declared, "utf-8")
        package.joinpath("rules.cedar").write_text(granted, "utf-8")
        forget()


@pytest.fixture
def parts(tmp_path: Path) -> Iterator[Parts]:
    folder = tmp_path / "packages"
    folder.mkdir()
    sys.path.insert(0, str(folder))
    forget()
    yield Parts(folder)
    sys.path.remove(str(folder))
    forget()


def test_all_installed_parts_hold_together() -> None:
    together = policy_check.checked()
    for part in policy_parts():
        assert part.text.strip() in together.text
        for words in (*part.roles.values(), *part.purposes.values()):
            assert set(words) == set(LOCALES)


def test_a_role_a_purpose_and_an_action_come_with_a_package(parts: Parts, tmp_path: Path) -> None:
    with pytest.raises(WrongUse, match="screening"):
        purpose_of("screening")
    parts.add("border")
    assert "screener" in people.known_roles()
    assert purpose_of("screening") == DeskPurpose("screening")
    door = Door.found(tmp_path / "ws", owner="owner")
    owner = door.people.get("owner")
    case, other = (door.cases.open(title, owner.id) for title in ("Harbour", "Elsewhere"))
    screener, analyst = (
        door.people.add(login, login, frozenset({role}), None, "test").actor()
        for login, role in (("s", "screener"), ("a", "analyst"))
    )
    for person in (screener, analyst):
        door.cases.add_member(case.id, person.id, "test")
    assert [door.may(person, "screen", case) for person in (screener, analyst)] == [True, False]
    assert not door.may(screener, "screen", other)
    assert [
        door.may(screener, action, case) for action in ("read-case", "write-case", "release", "deposit")
    ] == [True, False, False, False]
    with pytest.raises(Refused):
        door.require(analyst, "screen", case)
    with door.workspace.database.transaction() as transaction:
        own, held = (door.workspace.sources.data_class(transaction, case.id, "", "open", by) for by in (0, 7))
    assert door.scope(screener, DeskPurpose("screening")).classes == {own}, (
        "a purpose that nobody named sees nothing outside an order"
    )
    assert door.scope(screener, "work").classes == {own, held}
    door.close()


def test_without_the_package_its_role_may_nothing(parts: Parts, tmp_path: Path) -> None:
    door = Door.found(tmp_path / "ws", owner="owner")
    with pytest.raises(WrongUse, match="known role"):
        door.people.add("s", "S", frozenset({"screener"}), None, "test")
    assert not door.may(
        door.people.get("owner").actor(), "screen", door.cases.of(door.people.get("owner").id)[0]
    )
    door.close()


@pytest.mark.parametrize(
    ("declared", "granted", "told"),
    [
        (DECLARED, "permit(principal, action, resource);", "a part lets"),
        (
            DECLARED,
            (
                'permit(principal is Person, action == Action::"view", resource is DataClass) when { '
                'principal.roles.contains("screener") };'
            ),
            "a part lets screener view",
        ),
        (
            DECLARED,
            (
                'permit(principal is Person, action == Action::"manage-people", resource is Workspace) '
                'when { principal.roles.contains("screener") };'
            ),
            "a part lets screener manage-people",
        ),
        (
            DECLARED,
            (
                'permit(principal is Person, action == Action::"release", resource is CaseFile) when { '
                'principal.roles.contains("analyst") && principal.cases.contains(resource.case) };'
            ),
            "a part lets analyst release",
        ),
        (
            DECLARED,
            'permit(principal is Person, action == Action::"no-such-action", resource is CaseFile);',
            "no-such-action",
        ),
        (
            DECLARED,
            (
                'permit(principal is Person, action == Action::"vault-break", resource is Vault) when { '
                'principal.roles.contains("screener") };'
            ),
            "a part lets screener vault-break",
        ),
        (DECLARED.replace("screener:", "analyst:"), "", "declared twice: analyst"),
        (DECLARED.replace("screening:", "review:"), "", "declared twice: review"),
        (DECLARED.replace("screen:", "release:"), "", "declared twice: release"),
    ],
)
def test_what_opens_too_much_or_takes_a_name_keeps_the_workspace_closed(
    parts: Parts, tmp_path: Path, declared: str, granted: str, told: str
) -> None:
    parts.add("border", declared, granted)
    with pytest.raises(Damaged, match=told):
        Door.found(tmp_path / "ws", owner="owner")


def test_two_parts_may_not_share_a_role(parts: Parts, tmp_path: Path) -> None:
    parts.add("border")
    parts.add("harbour", DECLARED.replace("screening:", "looking:").replace("screen:", "look:"), "")
    with pytest.raises(Damaged, match="declared twice: screener"):
        policy_check.checked()


@pytest.mark.parametrize(
    "declared",
    [
        "roles: {screener: [one, two]}",
        "rules: {}",
        "actions: {screen: DataClass}",
        "roles: {Screener: [a, b, c, d]}",
    ],
)
def test_a_mistake_is_told_with_its_place(parts: Parts, declared: str) -> None:
    parts.add("border", declared, "")
    with pytest.raises(Mistake, match=r"border/policies\.yaml"):
        policy_parts()
