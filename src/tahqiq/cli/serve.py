"""Serving the page and the sample case: serve, demo."""

import typer


def register(app: typer.Typer) -> None:
    """Add the commands of this group."""
