"""Unpacking a sequence into a folder. Asked for through :mod:`tahqiq.desks.lab.batch.archive`."""

import shutil
import zipfile
import zlib
from dataclasses import replace
from pathlib import Path, PurePosixPath

from tahqiq.formats.base import TooMuch
from tahqiq.formats.containers import open_member, open_zip
from tahqiq.formats.reader import Limits
from tahqiq.kit.errors import WrongUse
from tahqiq.kit.reasons import reason

LIMITS = replace(Limits(), max_ratio=50)
"""Runs are packed to a third or a tenth."""


def unpack(path: Path, root: Path) -> int:
    """Write every member below ``root``; gives back how many there were. Raises ``WrongUse``
    (``lab-archive-wrong``) where it is no ZIP, holds what it may not, or unpacks to more than its size
    allows."""
    count = 0
    try:
        with open_zip(path, LIMITS) as archive:
            for info in archive.infolist():
                inner = PurePosixPath(info.filename)
                if info.is_dir():
                    continue
                if inner.is_absolute() or ".." in inner.parts or "\\" in info.filename:
                    raise WrongUse("lab-archive-wrong", why=info.filename[:80])
                target = root.joinpath(*inner.parts)
                target.parent.mkdir(parents=True, exist_ok=True)
                with open_member(archive, info, LIMITS) as stream, target.open("wb") as out:
                    shutil.copyfileobj(stream, out, 1 << 20)
                count += 1
    except zipfile.BadZipFile:
        raise WrongUse("lab-archive-wrong", why=reason("lab-archive-no-zip")) from None
    except (
        TooMuch,
        OSError,
        ValueError,
        NotImplementedError,
        RuntimeError,
        EOFError,
        LookupError,
        zlib.error,
    ) as error:
        raise WrongUse("lab-archive-wrong", why=" ".join(str(error).split())[:200]) from None
    return count
