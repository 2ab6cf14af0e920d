"""Starts and stops the servers the tests need, on ports of their own: `make services`.

PostgreSQL and Elasticsearch keep their data under var/services; nothing of the machine's own
servers is touched.
"""

import os
import pwd
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tools.elasticsearch.local_server import LocalServer  # noqa: E402  needs the path above

FOLDER = Path(os.environ.get("SERVICES_DIR", "/tmp/good-practice-portal-services"))  # noqa: S108
POSTGRESQL_PORT = 54329
ELASTICSEARCH_PORT = 9209


def postgresql_program(name):
    """Path of one of PostgreSQL's programs; Debian keeps the servers out of PATH."""
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), reverse=True)
    path = shutil.which(name) or (str(found[0]) if found else None)
    if path is None:
        sys.exit("PostgreSQL is missing: install the package postgresql.")
    return path


def as_postgres(*command):
    """Run a command as the user postgres when we are root: PostgreSQL refuses root."""
    if os.geteuid() == 0:
        command = ("runuser", "-u", "postgres", "--", *command)
    subprocess.run(command, check=True, cwd="/", stdout=subprocess.DEVNULL)


def start_postgresql():
    data = FOLDER / "postgresql"
    new = not (data / "PG_VERSION").exists()
    if new:
        create_cluster(data)
    if not postgresql_runs(data):
        # With a log file of its own: a server that holds our output would keep a pipe open.
        options = f"-p {POSTGRESQL_PORT} -h 127.0.0.1 -k {FOLDER}"
        log = str(FOLDER / "postgresql.log")
        control(data, "-l", log, "-o", options, "-w", "start")
    if new:
        create_database()
    print(f"PostgreSQL: postgres://portal:portal@127.0.0.1:{POSTGRESQL_PORT}/portal")


def control(data, *arguments):
    as_postgres(postgresql_program("pg_ctl"), "-D", str(data), *arguments)


def postgresql_runs(data):
    try:
        control(data, "status")
    except subprocess.CalledProcessError:
        return False
    return True


def create_cluster(data):
    FOLDER.mkdir(parents=True, exist_ok=True)
    if os.geteuid() == 0:
        user = pwd.getpwnam("postgres")
        os.chown(FOLDER, user.pw_uid, user.pw_gid)
    as_postgres(postgresql_program("initdb"), "-D", str(data), "-A", "trust", "-U", "postgres")


def create_database():
    server = ["-h", "127.0.0.1", "-p", str(POSTGRESQL_PORT), "-U", "postgres"]
    for statement in (
        "CREATE ROLE portal LOGIN CREATEDB PASSWORD 'portal'",
        "CREATE DATABASE portal OWNER portal",
    ):
        as_postgres(postgresql_program("psql"), *server, "-c", statement)


def stop_postgresql():
    control(FOLDER / "postgresql", "-m", "fast", "stop")


def main(action):
    server = LocalServer(port=ELASTICSEARCH_PORT)
    if action == "start":
        start_postgresql()
        server.start()
        print(f"Elasticsearch: {server.url}")
    else:
        stop_postgresql()
        server.stop()


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "start")
