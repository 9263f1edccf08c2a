"""The help of accounts names every role that a person can have."""

import pytest
from typer.testing import CliRunner

from tahqiq.access.people import known_roles
from tahqiq.cli.people import user_app

RUN = CliRunner(env={"COLUMNS": "200", "NO_COLOR": "1"})


@pytest.mark.parametrize("command", ["add", "roles"])
def test_every_role_is_in_the_help(command: str) -> None:
    told = RUN.invoke(user_app, [command, "--help"]).output
    assert "data-protection" in known_roles()
    assert [role for role in sorted(known_roles()) if role not in told] == []


def test_the_help_says_how_a_compartment_is_entered() -> None:
    assert "tahqiq compartment admit" in RUN.invoke(user_app, ["add", "--help"]).output
