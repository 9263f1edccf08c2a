"""Intercepted items in the desk's part of the invented case: two calls under a court's order, one of them
between a lawyer and his client, and one a day after the order's end. Everything is invented; the recordings
are tones."""

import hashlib
import io
import wave
from datetime import datetime, timedelta
from math import pi, sin

from tahqiq.casework.vault.pseudonym import mint
from tahqiq.desk import ActingDesktop
from tahqiq.desks.covert.authorisations.lookup import keep
from tahqiq.desks.covert.authorisations.record import Authorisation, Decision
from tahqiq.desks.covert.closed_texts import inside
from tahqiq.desks.covert.product.intake import ItemListRequest, take
from tahqiq.desks.covert.product.minimisation import ItemMarkRequest, TranscriptRequest, mark, transcribe
from tahqiq.desks.covert.product.record import ITEM
from tahqiq.model.source import Authority

COURT = "محكمة تحقيق العينة"
RATE = 8_000


def intercepted(at: ActingDesktop, begins: datetime, target: str, other: str) -> str:
    """Keep the order, its list and its recordings, hear two and close one; the number of the order."""
    ends = begins + timedelta(days=10)
    decision = Decision(
        granted=True,
        by=COURT,
        at=begins,
        entered_at=begins,
        reason=f"52/{begins.year}",
        received=True,
        begins=begins,
        ends=ends,
    )
    number = keep(
        at,
        Authorisation(
            number=mint(),
            technique="interception",
            jurisdiction="federal",
            applied_at=begins,
            submitted_at=begins,
            applied_by="sample",
            subjects=[target],
            liids=["L-52"],
            decision=decision,
        ),
    ).body.number
    calls = [(1, begins + timedelta(days=1)), (2, begins + timedelta(days=2)), (3, ends + timedelta(days=1))]
    lines = ["LIID,Seq,Start time,Caller,Callee,Duration,SHA256,File"]
    for place, moment in calls:
        sound, name = tone(220 * place), f"L-52-{place}.wav"
        at.bench.collect_made(sound, name, at.bench.deposit(at.home))
        lines.append(
            f"L-52,{place},{moment.isoformat()},{target},{other},4,{hashlib.sha256(sound).hexdigest()},{name}"
        )
    deposit = at.bench.deposit(at.home, zone="Asia/Baghdad", authority=Authority(reference=number))
    take(
        at,
        ItemListRequest(
            source=at.bench.collect_made("\n".join(lines).encode(), "مواد-الأمر-52.csv", deposit).source
        ),
        None,
    )
    inside(at)
    first, lawyer = (
        one.body.number
        for one in at.records(ITEM).find({"authorisation": number, "held": ""}, order="moment").records
    )
    for item in (first, lawyer):
        mark(at, ItemMarkRequest(item=item, state="heard"), None)
    transcribe(
        at,
        TranscriptRequest(item=first, text="متى تصل البضاعة؟ — بعد يومين، عند الميزان.", language="ar"),
        None,
    )
    mark(at, ItemMarkRequest(item=first, state="pertinent", reason="موعد وصول الشحنة"), None)
    transcribe(at, TranscriptRequest(item=lawyer, text="هذا ما نقوله أمام القاضي", language="ar"), None)
    mark(at, ItemMarkRequest(item=lawyer, state="privileged", reason="مكالمة مع محامٍ"), None)
    return number


def tone(hertz: int, seconds: int = 4) -> bytes:
    """A recording with nothing but a tone."""
    made = io.BytesIO()
    with wave.open(made, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(1)
        sound.setframerate(RATE)
        sound.writeframes(
            bytes(round(128 + 40 * sin(2 * pi * hertz * at / RATE)) for at in range(RATE * seconds))
        )
    return made.getvalue()
