"""A pattern that a person wrote ends in time, whatever it is."""

import subprocess
import sys

import pytest

HARD = "(a+)+$"
"""Takes a backtracking matcher two to the number of letters steps."""
TRIED = """
import pyarrow as pa
from tahqiq.collect.mapping.codec import loads
from tahqiq.collect.mapping.propose import sheet_fits
from tahqiq.collect.mapping.transforms import cut
text = "a" * 60 + "!"
mapping = loads('{name: x, title: X, for: {sheet: "%s"}, entities: {p: {schema: Person, properties: {name: A}}}}')
assert not sheet_fits(mapping, text)
assert cut(pa.array([text]), "%s") == [[text]]
"""  # noqa: E501


@pytest.mark.parametrize("pattern", [HARD, "(a|a)*b"])
def test_a_hard_pattern_is_answered(pattern: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", TRIED % (pattern, pattern)], timeout=120, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
