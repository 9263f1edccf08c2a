"""The whole ``tahqiq`` program with every command: for the help, the reference pages and tests. What is
installed starts in :mod:`tahqiq.cli.start`."""

from tahqiq.cli.start import program

app = program()


def main() -> None:
    """The program with all its commands."""
    app()
