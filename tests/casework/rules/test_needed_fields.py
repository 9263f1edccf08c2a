"""Which fields rules read: every one that a rule names, for each kind that it reads."""

from tahqiq.casework.rules import fields_needed, read_all

from .test_apart import KINDS as SPELLS
from .test_apart import TEXT
from .told import KINDS, SEEN


def test_every_field_that_a_rule_names_is_needed_of_each_kind_it_reads() -> None:
    apart = fields_needed(read_all([(TEXT, "x.yaml")], SPELLS).rules)
    assert apart.keys() == {"Spell", "Visit"}
    assert {"person", "begins", "ends"} <= apart["Spell"]
    assert {"person", "at", "why"} <= apart["Visit"]
    seen = fields_needed(read_all([(SEEN, "y.yaml")], KINDS).rules)
    assert {"number", "admitted"} <= seen["Prisoner"]
    assert "faith" not in seen["Prisoner"]
    assert fields_needed([]) == {}
