"""An answer of the API beside another: without what no two runs share, and whether the canary stands in it."""  # noqa: E501

import io
import re
import zipfile
from datetime import datetime

from httpx import Response

from tahqiq.kit import clock

PLANTED = ("zzqxname", "zzqxfile", "zzqxtown", "7901112223", "zzqxcase", "zzqxreason", "zzqxtext")


def planted_in(answer: Response) -> bool:
    """Whether the canary stands in an answer, in a part of a zipped one too."""
    return any(word.encode() in part for part in _parts(answer) for word in PLANTED)


def _parts(answer: Response) -> list[bytes]:
    if answer.content.startswith(b"\xff\xfe"):
        return [answer.content.decode("utf-16").encode()]
    if not answer.content.startswith(b"PK"):
        return [answer.content]
    with zipfile.ZipFile(io.BytesIO(answer.content)) as packed:
        return [name.encode() + b"\n" + packed.read(name) for name in packed.namelist()]


def plain(answer: Response) -> tuple[object, ...]:
    """An answer without what no two runs share: the time of day, how quick a job was, a new case's random
    id."""
    assert int(answer.headers.get("content-length", len(answer.content))) == len(answer.content)
    dropped = ("date", "last-modified", "etag", "content-length")
    headers = [
        (name, _timeless(value.encode())) for name, value in answer.headers.items() if name not in dropped
    ]
    if answer.content.startswith(b"PK"):  # how well times compress; the parts are compared whole
        headers = [(name, re.sub(rb'"size": \d+', b"", value)) for name, value in headers]
    return answer.status_code, sorted(answer.headers), headers, [_timeless(part) for part in _parts(answer)]


def _timeless(data: bytes) -> bytes:
    today = clock.stamp()[:10].encode()
    data = re.sub(today + rb"[T ]\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|\+00:00)?", b"NOW", data)
    data = re.sub(
        rb"\d{1,2} [A-Z][a-z]+ 20\d\d, \d\d:\d\d(?::\d\d)?(?: (?:UTC|\(Baghdad time\)))?", b"NOW", data
    )  # as sheets of paper and charts write it
    data = re.sub(rb"TAHQIQ-EXPORT-[0-9a-f]{32}", b"MARK", data)  # of a content that says when it was made
    day = (clock.now().replace(tzinfo=None) - datetime(1899, 12, 30)).days
    data = re.sub(
        rb"<v>(?:%d|%d)\.\d+</v>" % (day, day + 1), b"<v>NOW</v>", data
    )  # as workbooks count days, in Baghdad
    data = re.sub(rb'"sha256": "[0-9a-f]{64}", "size"', b'"size"', data)
    data = re.sub(rb'"(rate|remaining)":(?:null|[\d.]+)', rb'"\1":0', data)
    data = re.sub(rb'"id":"[0-9a-f]{16}","left":', b'"id":"NEW","left":', data)
    data = re.sub(rb'(id\\?""?:\\?""?)[0-9a-f]{16}(\\?""?,\\?""?left)', rb"\1NEW\2", data)
    data = re.sub(rb'"judgement":"[0-9a-f]{16}"', b'"judgement":"NEW"', data)
    data = re.sub(rb'"run":"[0-9a-f]{16}"', b'"run":"NEW"', data)
    data = re.sub(rb",'?[0-9a-f]{16},'?[0-9a-f]{16}\r\n", b",NEW,NEW\r\n", data)  # 12e4… is quoted
    return re.sub(rb'\{"id":"[0-9a-f]{12}","title":"Another"', b'{"id":"NEW","title":"Another"', data)
