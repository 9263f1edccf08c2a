"""Rules of casework: what a law asks, as data, over records, with three answers and the evidence of each.

*Unknown* never counts as compliant, and no rule says how dangerous a person is. See docs/explanation/rules.md
and docs/decisions/0028.
"""

from tahqiq.casework.rules.declaration import FieldInfo, KindFields, Kinds, Rule, Source
from tahqiq.casework.rules.evidence import Cited, Lacking
from tahqiq.casework.rules.judgement import Answer, Finding, Verdict, judge
from tahqiq.casework.rules.needed_fields import fields_needed
from tahqiq.casework.rules.of_form import fields_of
from tahqiq.casework.rules.parser import Read, load, read_all
from tahqiq.casework.rules.records import Record, World
from tahqiq.casework.rules.tally import Tally, tally

__all__ = [
    "Answer",
    "Cited",
    "FieldInfo",
    "Finding",
    "KindFields",
    "Kinds",
    "Lacking",
    "Read",
    "Record",
    "Rule",
    "Source",
    "Tally",
    "Verdict",
    "World",
    "fields_needed",
    "fields_of",
    "judge",
    "load",
    "read_all",
    "tally",
]
