"""A PDF set by Typst with the fonts that come with the program and without a clock: the same text gives the
same bytes."""

from collections.abc import Mapping
from importlib.resources import as_file, files
from pathlib import Path
from tempfile import TemporaryDirectory


def pdf_of(text: str, pictures: Mapping[str, bytes] | None = None) -> bytes:
    """The bytes of the file. ``text`` is Typst's, ``pictures`` what it names beside it, by file name. Raises
    ``RuntimeError`` (Typst's own) for a text that it cannot set.

    >>> pdf_of("Hello")[:5]
    b'%PDF-'
    """
    import typst  # a large library that only this needs

    with (
        as_file(files("tahqiq.products.paper").joinpath("fonts")) as fonts,
        TemporaryDirectory(prefix="tahqiq-paper-") as folder,
    ):
        for name, data in {"main.typ": text.encode(), **(pictures or {})}.items():
            (Path(folder) / name).write_bytes(data)
        return bytes(
            typst.compile(
                str(Path(folder) / "main.typ"),
                root=folder,
                font_paths=[str(fonts)],
                ignore_system_fonts=True,
                format="pdf",
                timestamp=0,
            )
        )
