"""Words in the cells of call records: which way an event went and what kind of event it was."""

import re

from tahqiq.collect.mapping.words import fold, folded

_IN = folded(
    "in incoming inc i mt mtc mtsms smsmt smt term terminating terminated received receive recv "
    "incall inbound rx from "
    "وارد واردة مستلم مستلمة استلام داخل واردا متلقاة مستقبلة هاتوو هاتن وەرگیراو وەرگرتن هاتی وەرگرتی"
)
_OUT = folded(
    "out outgoing o og mo moc mosms smsmo smo orig originating originated sent send outcall outbound "
    "dialed dialled tx to "
    "صادر صادرة مرسل مرسلة ارسال خارج صادرا چوو چوون ڕۆیشتوو دەرچوو نێردراو ناردن دەرچووی هنارتی "
    "چووی دەرکەفتی دەرکەتی"
)
_SMS = folded(
    "sms text txt message msg mms mosms mtsms smsmo smsmt smo smt رسالة رسائل نصية مسج نامە کورتەنامە پەیام"
)
_DATA = folded(
    "data gprs internet packet lte 4g 3g ggsn sgsn pgw ps volume انترنت بيانات نت داتا ئینتەرنێت "
    "داتا ئینترنێت"
)
_VOICE = folded(
    "voice call calls moc mtc mo mt tel telephony speech missed video forward cfw cf مكالمة مكالمات "
    "صوت صوتية اتصال فائتة پەیوەندی دەنگ دەنگی تەلەفۆن"
)
_PASSAGE = folded(
    "entry entrance enter entered entering exit exited exiting arrival arrivals arrived arriving "
    "arrive departure departures departed departing depart left "
    "دخول داخل دخل خروج خارج خرج قدوم قادم مغادرة مغادر غادر وصول وصل هاتن هاتوو چوون چوو "
    "چوونەژوورەوە چوونەژوور چوونەژۆر دەرچوون دەرکەفتن گەیشتن ڕۆیشتن "
    "ورود giriş çıkış въезд выезд прибытие убытие entrée sortie arrivée départ entrada salida saída "
    "llegada einreise ausreise ankunft abreise ingresso uscita ulaz izlaz hatin çûn derketin"
)
_PARTS = re.compile(r"[^\w]+|_|(?<=[A-Za-z])(?=\d)|(?<=\d)(?=[A-Za-z])")


def _words(text: str) -> set[str]:
    folded = fold(text)
    return {
        word[2:] if word.startswith("ال") and len(word) > 4 else word for word in _PARTS.split(folded) if word
    } | {folded.replace(" ", "")}


def direction_of(text: str) -> str:
    """``in``, ``out``, or empty when the words do not say it or say both.

    >>> direction_of("Incoming SMS"), direction_of("مكالمة صادرة"), direction_of("MOC"), direction_of("DATA")
    ('in', 'out', 'out', '')
    """
    words = _words(text)
    inward, outward = bool(words & _IN), bool(words & _OUT)
    return "" if inward == outward else "in" if inward else "out"


def service_of(text: str) -> str:
    """``sms``, ``data``, ``voice``, or empty when the words do not say it.

    >>> service_of("SMS-MT"), service_of("مكالمة واردة"), service_of("GPRS"), service_of("OUT")
    ('sms', 'voice', 'data', '')
    """
    words = _words(text)
    if words & _SMS:
        return "sms"
    if words & _DATA:
        return "data"
    return "voice" if words & _VOICE else ""


def passage_of(text: str) -> bool:
    """Whether the words say that somebody came in or went out, over a border or through a gate: an event
    there, not the way a call went.

    >>> (passage_of("دخول"), passage_of("Exit"), passage_of("Departure"), passage_of("incoming call"),
    ...  passage_of("91 M 79250"))
    (True, True, True, False, False)
    """
    return bool(_words(text) & _PASSAGE)
