"""The proxy's settings as nginx itself reads them: those of a plain start and those of compose."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.services import missing

ROOT = Path(__file__).resolve().parent.parent.parent
NGINX = ROOT / "tools" / "nginx"


@pytest.mark.parametrize("name", ["plain", "compose"])
def test_nginx_accepts_its_settings(name, tmp_path):
    program = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if program is None:
        missing("nginx")
    shutil.copytree(NGINX, tmp_path, dirs_exist_ok=True)
    if name == "compose":
        shutil.copytree(NGINX / "compose", tmp_path, dirs_exist_ok=True)
        _adapt(tmp_path)
    settings = tmp_path / "portal.conf"
    settings.write_text(settings.read_text().replace("/var/run/", f"{tmp_path}/"))
    command = [program, "-t", "-e", "stderr", "-c", str(settings), "-p", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True)  # noqa: S603  Debian's nginx
    assert done.returncode == 0, done.stderr


def _adapt(folder):
    """A certificate of its own; and what only nginx 1.27.3 and later knows, Debian's does not."""
    subprocess.run(  # noqa: S603  our own script
        [sys.executable, "tools/self_signed.py", str(folder), "localhost"], cwd=ROOT, check=True
    )
    listen, upstream = folder / "listen.conf", folder / "upstream.conf"
    text = listen.read_text().replace("/tls/", f"{folder}/")
    assert "http2 on;" in text
    listen.write_text(text.replace("http2 on;", ""))
    text = upstream.read_text()
    assert " resolve " in text
    upstream.write_text("server 127.0.0.1:8000 max_conns=64 max_fails=0;")
