"""Whoever may see a part verifies a part, and is told so: "everything holds" is an auditor's to say."""

import pytest

from tahqiq.access.door import Door

from .conftest import client


@pytest.mark.parametrize(("login", "whole"), [("admin", False), ("chief", False), ("auditor", True)])
def test_the_verdict_says_whether_everything_was_checked(door: Door, login: str, whole: bool) -> None:
    answer = client(door, login).post("/api/v1/verify").json()
    assert (answer["holds"], answer["whole"]) == (True, whole)
