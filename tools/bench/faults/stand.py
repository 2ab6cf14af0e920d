"""A small portal of its own, to be broken: PostgreSQL, gunicorn, nginx, counted mail."""

import asyncio
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import contextmanager
from pathlib import Path

import requests

from tools.bench.places import ROOT
from tools.postgresql import Cluster

WEB = int(os.environ.get("BENCH_FAULTS_PORT", 9271))
PROXY, MAIL, DATABASE = WEB + 1, WEB + 2, 54349
URL = f"postgres://postgres@127.0.0.1:{DATABASE}/postgres"


class Postgres(Cluster):
    """A server of its own, in a folder that is thrown away."""

    def __init__(self, parent=None):
        super().__init__(tempfile.mkdtemp(prefix="portal-faults-", dir=parent), DATABASE)
        self.folder.chmod(0o755)

    def start(self):
        self.create()
        super().start()

    def remove(self):
        self.stop("immediate")
        shutil.rmtree(self.folder)


def environment(**more):
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "tools.bench.settings",
        "DATABASE_URL": URL,
        "ELASTICSEARCH_URL": "",
        "EMAIL_URL": f"smtp://127.0.0.1:{MAIL}",
        **more,
    }


def manage(*arguments, **more):
    return [sys.executable, "-W", "ignore", "manage.py", *arguments], environment(**more)


def run(command, variables, code=ROOT):
    subprocess.run(command, cwd=code, env=variables, check=True, stdout=subprocess.DEVNULL)


def shell(work, **more):
    """A process that does some work inside the portal; told() waits for what it prints."""
    command, variables = manage("shell", "--no-imports", "-c", work, **more)
    return subprocess.Popen(command, cwd=ROOT, env=variables, stdout=subprocess.PIPE, text=True)


def told(process):
    text, _errors = process.communicate()
    if process.returncode:
        raise RuntimeError(f"{process.args} failed")
    return text


@contextmanager
def running(command, variables, log, code=ROOT):
    with Path(log).open("w") as output:
        process = subprocess.Popen(command, cwd=code, env=variables, stdout=output, stderr=output)
    try:
        yield process
    finally:
        process.terminate()
        process.wait(30)


@contextmanager
def portal(parent=None, **more):
    """PostgreSQL with the samples and gunicorn in front; gives the database server."""
    with (
        database(parent, **more) as postgres,
        gunicorn(environment(**more), postgres.folder / "gunicorn.log"),
    ):
        yield postgres


@contextmanager
def database(parent=None, code=ROOT, **more):
    """PostgreSQL with the samples, and the static files."""
    postgres = Postgres(parent)
    postgres.start()
    try:
        for command in (["migrate"], ["load_demo"], ["collectstatic", "--noinput"]):
            run(*manage(*command, **more), code)
        yield postgres
    finally:
        postgres.remove()


@contextmanager
def gunicorn(variables, log, code=ROOT, port=WEB):
    command = [sys.executable, "-m", "gunicorn", "portal.wsgi:application"]
    command += ["--bind", f"127.0.0.1:{port}"]
    with running(command, variables, log, code) as process:
        until_answered(f"http://127.0.0.1:{port}/health/")
        yield process


@contextmanager
def nginx(folder, listen=""):
    """The proxy in front, as tools/nginx/portal.conf has it, on a port of its own.

    `listen` is what else stands in its line on listening: ssl and its certificate.
    """
    Path(folder).chmod(0o755)  # its workers are nobody, and keep their cache in it
    path = point_at(WEB, folder, listen)
    command = ["nginx", "-c", str(path), "-p", str(folder), "-g", "daemon off;"]
    with running(command, os.environ, Path(folder) / "nginx.log"):
        until_answered(f"http://127.0.0.1:{PROXY}/health/")
        yield f"http://127.0.0.1:{PROXY}"


def point_at(port, folder, listen=""):
    """The settings of the proxy in the folder; a running one reads them at SIGHUP."""
    source, folder = ROOT / "tools" / "nginx", Path(folder)
    here = {
        "listen.conf": f"listen 127.0.0.1:{PROXY} {listen};\n",
        "upstream.conf": (source / "upstream.conf").read_text().replace("8000", str(port)),
        "nginx.conf": (source / "portal.conf").read_text().replace("/var/run/", f"{folder}/"),
    }
    for name, text in here.items():
        (folder / name).write_text(text)
    return folder / "nginx.conf"


def until_answered(url):
    """Whatever the answer is."""
    for _ in range(200):
        try:
            requests.get(url, timeout=5, allow_redirects=False)
        except requests.RequestException:
            time.sleep(0.2)
        else:
            return
    raise TimeoutError(f"{url} does not answer")


def how_busy():
    """What else the machine does: figures of a shared one are worth that much less."""
    return f"load average before: {os.getloadavg()[0]:.1f}"


async def fetch(port, address, timeout=30):
    """(status, seconds); 0 for no answer."""
    start = time.perf_counter()
    try:
        async with asyncio.timeout(timeout):
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            head = f"GET {address} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
            writer.write(head.encode())
            answer = await reader.read(-1)
            writer.close()
        status = int(answer.split(b" ", 2)[1])
    except (OSError, IndexError, ValueError, TimeoutError):
        status = 0
    return status, time.perf_counter() - start


class MailServer:
    """Takes every mail, and knows which it took."""

    def __init__(self):
        self.subjects = []
        self.loop = asyncio.new_event_loop()
        threading.Thread(target=self._run, daemon=True).start()

    def _run(self):
        asyncio.set_event_loop(self.loop)
        self.loop.run_until_complete(asyncio.start_server(self._talk, "127.0.0.1", MAIL))
        self.loop.run_forever()

    async def _talk(self, reader, writer):
        writer.write(b"220 here\r\n")
        while line := await reader.readline():
            word = line[:4].upper()
            if word == b"DATA":
                writer.write(b"354 go on\r\n")
                text = await reader.readuntil(b"\r\n.\r\n")
                self.subjects.append(text.split(b"Subject: ", 1)[1].split(b"\r\n", 1)[0])
            writer.write(b"221 bye\r\n" if word == b"QUIT" else b"250 fine\r\n")
            if word == b"QUIT":
                break
        writer.close()
