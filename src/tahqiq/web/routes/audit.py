"""The audit log and verification."""

from typing import Annotated

from fastapi import APIRouter, Query

from tahqiq.access.verify import Finding
from tahqiq.web.bodies import FindingBody, HeadBody, LeafBody, VerdictBody
from tahqiq.web.deps import Bench, Language

router = APIRouter(tags=["audit"])


@router.get("/audit")
def entries(bench: Bench, last: Annotated[int, Query(ge=1, le=5000)] = 200) -> list[LeafBody]:
    """The latest entries; for auditors."""
    return [LeafBody(**{name: getattr(leaf, name) for name in leaf.__dataclass_fields__}) for leaf in bench.log(last)]


@router.get("/audit/head")
def head(bench: Bench) -> HeadBody:
    """The signed head of the log."""
    found = bench.head()
    return HeadBody(
        size=found.size, root=found.root.hex(), at=found.at, public=found.public.hex(), signature=found.signature.hex(), text=str(found)
    )  # fmt: skip


@router.post("/verify")
def verify(bench: Bench, language: Language) -> VerdictBody:
    """Recompute the workspace and name what differs."""
    verdict = bench.verify()

    def told(item: Finding) -> FindingBody:
        message = item.say(language)
        return FindingBody(code=item.code, sentence=message.sentence, next_step=message.next_step)

    return VerdictBody(
        holds=verdict.holds, originals=verdict.originals, statements=verdict.statements, fact_files=verdict.fact_files, leaves=verdict.leaves,
        erased=[told(item) for item in verdict.erased], findings=[told(item) for item in verdict.findings],
    )  # fmt: skip
