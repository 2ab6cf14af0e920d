"""Run a real Elasticsearch on this machine, without Docker. See README.md."""

import argparse
import os
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tools.elasticsearch.install import VERSION, LocalServerError, java_home
from tools.elasticsearch.local_server import LocalServer


def start(server: LocalServer) -> int:
    if health := server.health():
        whose = f"pid {server.pid}" if server.running else "not started by this tool"
        print(f"Elasticsearch is running already at {server.url} ({whose}, {health['status']}).")
        return 0
    began = time.monotonic()
    server.start()
    seconds = time.monotonic() - began
    print(f"Elasticsearch {VERSION} answers at {server.url} (pid {server.pid}, {seconds:.1f} s).")
    return 0


def stop(server: LocalServer) -> int:
    stopped = server.stop()
    print(f"Elasticsearch on port {server.port} {'has stopped' if stopped else 'was not running'}.")
    return 0


def status(server: LocalServer) -> int:
    """Exit code 0 only if our server runs and answers, for scripts to ask."""
    health = server.health() if server.running else None
    if health:
        print(f"{server.url} runs (pid {server.pid}, {health['status']}).")
    elif server.running:
        print(f"{server.url} runs (pid {server.pid}) but does not answer.")
    else:
        print(f"{server.url} is not running.")
    return 0 if health else 1


def install(server: LocalServer) -> int:
    java_home()
    print(f"Elasticsearch {VERSION} is installed in {server.install()}.")
    return 0


def run(server: LocalServer) -> int:
    """Become the server: its log goes to this terminal, and Ctrl-C ends it."""
    if server.running:
        raise LocalServerError(f"Elasticsearch runs on port {server.port} already; stop it first.")
    command = server.command(server.prepare())
    os.execvpe(command[0], command, server.environment())  # noqa: S606 - our own command


COMMANDS = {"start": start, "stop": stop, "status": status, "install": install, "run": run}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("command", choices=COMMANDS)
    parser.add_argument("--port", type=int, default=9200)
    parser.add_argument("--data", help="folder of the indices (default: in the cache folder)")
    parser.add_argument("--heap", default="1g", help="memory of the Java heap (default: 1g)")
    parser.add_argument("--quick", action="store_true", help="start faster, search slower")
    options = parser.parse_args()
    server = LocalServer(options.port, options.data, options.heap, options.quick)
    try:
        return COMMANDS[options.command](server)
    except KeyboardInterrupt:
        return 130
    except (LocalServerError, TimeoutError) as problem:
        print(problem, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
