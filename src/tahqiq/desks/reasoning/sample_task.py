"""What an analyst does first in the sample workspace: thinks of one more explanation."""

from tahqiq.desk import Desktop, GuidedTask
from tahqiq.desks.reasoning.hypotheses.boards import Boards

THERE = 3
"""The hypotheses on the board of the sample."""


def done(at: Desktop) -> bool:
    """Whether a board has more hypotheses than the sample wrote."""
    return any(len(board.body.hypotheses) > THERE for board in Boards(at).all())


TASK = GuidedTask(
    account="analyst",
    to="/cases/{case}?tab=reasoning:hypotheses",
    words={
        "en": "Open the board that asks who directs the group, and add a fourth hypothesis.",
        "ar": "افتح اللوحة التي تسأل من يدير المجموعة، وأضف فرضية رابعة.",
        "ckb": "ئەو تەختەیە بکەرەوە کە دەپرسێت کێ گروپەکە بەڕێوە دەبات، و گریمانەی چوارەم زیاد بکە.",
        "kmr-Arab": "تەختێ کو دپرسیت کێ کۆمێ ب رێڤە دبەت ڤەکە، و گریمانا چارێ زێدە بکە.",
    },
    done=done,
    in_case=True,
)
