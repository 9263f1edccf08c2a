"""Whoever collects a file sees in which zone its times were read when nobody said one."""

from pathlib import Path

from typer.testing import CliRunner

from tahqiq.cli.main import app

CHAT = "[2024-05-01, 22:10:31] Ali: hello\n[2024-05-01, 22:11:00] Hasan: come at 5\n"


def test_the_zone_of_a_chat_is_said_as_assumed_and_as_said_no_more(tmp_path: Path) -> None:
    def run(*arguments: str) -> str:
        result = CliRunner().invoke(
            app, list(arguments), env={"TAHQIQ_HOME": str(tmp_path / "case"), "TAHQIQ_LOCALE": "en"}
        )
        assert result.exit_code == 0, result.output
        return result.stdout

    chat = tmp_path / "chat.txt"
    chat.write_text(CHAT, "utf-8")
    run("init", str(tmp_path / "case"))
    said = run("collect", str(chat))
    assert "read in Asia/Baghdad: assumed" in said
    again = said.split("--again ")[1].split()[0]
    assert "assumed" not in run(
        "collect", "--again", again, "--zone", "Europe/Berlin", "--reason", "phone set in Berlin"
    )
