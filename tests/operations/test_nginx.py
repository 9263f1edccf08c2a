"""A real reverse proxy with TLS before ``tahqiq serve``, set up as docs/how-to/serve-a-team.md says: cookies,
addresses, upload limits, forged headers."""

import re
import shutil
import ssl
import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import httpx
import pytest

from tahqiq.access.throttle import FREE
from tahqiq.web.deps import PROOF
from tests.attack.test_proxy import NAME, certificate

from .conftest import PASSWORD, Serve, free_port, team, waited

ROOT = Path(__file__).resolve().parents[2]
GUIDE = (ROOT / "docs" / "how-to" / "serve-a-team.md").read_text("utf-8")


@pytest.fixture
def nginx() -> str:
    found = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")
    if not found:
        pytest.skip("nginx is not on this machine: apt install nginx-light")
    return found


@pytest.fixture
def address(nginx: str, serve: Serve, tmp_path: Path) -> Iterator[str]:
    """The server behind nginx, with the server block of the how-to."""
    served = serve(team(tmp_path / "ws"), "--name", NAME, "--largest-upload", "3")
    pem, port = certificate(tmp_path), free_port()
    found = re.search(r"^    server \{\n.*?^    \}\n", GUIDE, re.DOTALL | re.MULTILINE)
    assert found
    block = found[0].replace(
        "listen 443 ssl;",
        f"listen 127.0.0.1:{port} ssl;\n ssl_certificate {pem};\n ssl_certificate_key {pem};",
    )
    block = block.replace("http://127.0.0.1:8600", served.address).replace("tahqiq.agency.example", NAME)
    paths = "".join(
        f"{name}_temp_path {tmp_path / name};\n"
        for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    configuration = tmp_path / "nginx.conf"
    configuration.write_text(
        (
            f"daemon off; pid {tmp_path / 'pid'}; error_log {tmp_path / 'error.log'};\nevents {{}}\nhttp "
            f"{{ access_log off;\n{paths}{block}}}\n"
        ),
        "utf-8",
    )
    process = subprocess.Popen(
        [nginx, "-e", str(tmp_path / "error.log"), "-p", str(tmp_path), "-c", str(configuration)],
        stderr=subprocess.PIPE,
    )
    made = f"https://127.0.0.1:{port}"

    def answers() -> bool:
        with closing(at(made, pem)) as client:
            try:
                return client.get("/api/v1/health").status_code == 200
            except httpx.HTTPError:
                return False

    try:
        assert waited(answers, 30), (tmp_path / "error.log").read_text()
        yield made
    finally:
        process.terminate()
        process.wait(20)


def at(address: str, pem: Path, **headers: str) -> httpx.Client:
    """Somebody who calls the proxy by the server's name, with headers of their own."""
    return httpx.Client(
        base_url=address,
        verify=ssl.create_default_context(cafile=str(pem)),
        headers={"host": NAME, "sec-fetch-site": "same-origin", **headers},
        timeout=60,
    )


def sign_in(client: httpx.Client, login: str = "chief", password: str = PASSWORD) -> httpx.Response:
    return client.post("/api/v1/session", json={"login": login, "password": password})


def test_behind_nginx(address: str, tmp_path: Path) -> None:
    pem = tmp_path / "server.pem"
    with closing(at(address, pem)) as chief:
        answer = sign_in(chief)
        assert answer.status_code == 200
        told = {part.strip().lower() for part in answer.headers["set-cookie"].split(";")}
        assert {"secure", "httponly", "samesite=strict", "path=/"} <= told
        assert answer.headers["set-cookie"].startswith("tahqiq_session=")
        chief.headers[PROOF] = answer.json()["proof"]
        assert (
            chief.get(
                "/api/v1/session", headers={"cookie": answer.headers["set-cookie"].partition(";")[0]}
            ).json()["login"]
            == "chief"
        )
        cookie = {"cookie": answer.headers["set-cookie"].partition(";")[0]}
        case = chief.get("/api/v1/cases", headers=cookie).json()[0]["id"]
        for megabytes, status in ((1, 202), (4, 413)):
            rows = "name,phone\n" + "x,07500000000\n" * (megabytes * 70_000)
            sent = chief.post(
                "/api/v1/sources",
                data={"case": case},
                files={"files": (f"{megabytes}.csv", rows)},
                headers=cookie,
            )
            assert sent.status_code == status, sent.text
    with closing(
        at(address, pem)
    ) as stranger:  # whose large request is not waited for, so that nginx may not see the answer
        large = stranger.post(
            "/api/v1/session", content=b"x" * (1 << 20), headers={"content-type": "application/json"}
        )
        assert large.status_code in (401, 413, 502)


def test_a_forged_address_neither_evades_nor_harms(address: str, tmp_path: Path) -> None:
    """Each guess says that it comes from another place: the proxy's word counts. And nobody can slow another
    address down by claiming it."""
    pem, codes = tmp_path / "server.pem", []
    for number in range(FREE + 1):
        forged = {
            "x-forwarded-for": f"198.51.100.{number}",
            "x-real-ip": f"198.51.100.{number}",
            "forwarded": f"for=198.51.100.{number}",
        }
        with closing(at(address, pem, **forged)) as client:
            codes.append(sign_in(client, "second", "guess").json()["code"])
    assert codes == ["sign-in-failed"] * FREE + ["sign-in-slowed"]
    with closing(at(address, pem)) as client:
        assert sign_in(client, "chief").status_code == 200  # other accounts are not slowed down by it


def test_a_forged_host_or_scheme_is_nothing(address: str, tmp_path: Path) -> None:
    pem = tmp_path / "server.pem"
    with closing(
        at(address, pem, **{"x-forwarded-proto": "http", "x-forwarded-host": "evil.example"})
    ) as client:
        answer = sign_in(client)
        assert "secure" in answer.headers["set-cookie"].lower()
        assert "evil" not in answer.text
    with closing(at(address, pem, host="evil.example")) as client:
        assert client.get("/api/v1/health").status_code == 400
