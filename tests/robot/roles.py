"""Who walks: one account for each role that the program and its desks know, and the one that has the demo's
roles together."""

from dataclasses import dataclass

from tahqiq.access.people import known_roles


@dataclass(frozen=True, slots=True)
class Role:
    """An account by its login, with its roles."""

    login: str
    roles: frozenset[str]

    @property
    def reads_cases(self) -> bool:
        """Roles of those that belong to no case."""
        return not self.roles & {"administrator", "backup"}


DEMO = Role("everything", frozenset({"analyst", "supervisor", "auditor"}))
"""The first account of the demo."""


def roles() -> list[Role]:
    """Every account of the walk."""
    return [Role(name, frozenset({name})) for name in sorted(known_roles())] + [DEMO]


NAMES = ("سارا", "ليلى", "هيوا", "ئاوات", "نازەنین", "زياد", "كاروان", "دلشاد", "رێبوار", "شيماء")
"""What the accounts are called: names of invented people, in no language of the page's own words."""
