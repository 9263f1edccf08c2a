"""The words of the workbench that stand below it: types its methods take and give, and the choices they know,
for whoever annotates, prints or asks.

Nothing here reads or writes a workspace (docs/decisions/0051); a stranger who uses the library finds here
what to call what it got.
"""

from tahqiq.analyse.registry import analyses, analysis
from tahqiq.jobs.job import Amount, Job
from tahqiq.resolve.groups import GROUP_STATES
from tahqiq.resolve.rests import EVIDENCE, SURENESS
from tahqiq.store.backup.recovery_key import make as make_recovery_key
from tahqiq.store.backup.recovery_key import public_path, read_private, read_public
from tahqiq.store.decisions import Retraction
from tahqiq.store.documents import Document
from tahqiq.store.erasure import Erasure, ErasureState
from tahqiq.store.judgements import Judgement
from tahqiq.store.originals import Incoming, NoRoom
from tahqiq.store.record_where import Where
from tahqiq.store.search import PATIENCE, Hit

__all__ = [
    "EVIDENCE",
    "GROUP_STATES",
    "PATIENCE",
    "SURENESS",
    "Amount",
    "Document",
    "Erasure",
    "ErasureState",
    "Hit",
    "Incoming",
    "Job",
    "Judgement",
    "NoRoom",
    "Retraction",
    "Where",
    "analyses",
    "analysis",
    "make_recovery_key",
    "public_path",
    "read_private",
    "read_public",
]
