"""One local Elasticsearch, on one port: what the command line and the fault tests drive."""

import json
import os
import shutil
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Collection
from pathlib import Path
from typing import IO

from tools.elasticsearch import process
from tools.elasticsearch.install import (
    LocalServerError,
    as_server_user,
    cache_dir,
    hand_over,
    install,
    java_home,
)

BETWEEN_NODES = 1000  # from the port for clients to the one on which nodes of a cluster talk

# A proxy set for the machine must not be asked for the loopback.
_opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))


class LocalServer:
    """Several may run side by side, each on its own port and with its own data.

    The process id is that of the Java virtual machine itself, so kill() and pause() hit the
    server and no wrapper around it. `quick` leaves out the optimizing compiler: half the work at
    the start, slower searches later; for tests that start servers, not for measurements.

    `cluster` are the ports of all nodes of a cluster, its own among them; without it a server
    stands alone. A cluster begins once most of its nodes run, so start them at the same time.
    """

    def __init__(
        self,
        port: int = 9200,
        data_dir: Path | str | None = None,
        heap: str = "1g",
        quick: bool = False,
        cluster: Collection[int] = (),
    ):
        self.port = port
        self._cluster = cluster
        self._java_options = f"-Xms{heap} -Xmx{heap}" + " -XX:TieredStopAtLevel=1" * quick
        self.folder = cache_dir() / "servers" / str(port)
        self.data_dir = Path(data_dir).resolve() if data_dir else self.folder / "data"
        self.log = self.folder / "logs" / "start.log"
        self._pid_file = self.folder / "server.pid"
        self._tmp = self.folder / "tmp"

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def pid(self) -> int | None:
        """Of the Java virtual machine; its own temporary folder is on no other command line."""
        return process.find(f"-Djava.io.tmpdir={self._tmp}\0")

    @property
    def running(self) -> bool:
        return self.pid is not None

    def install(self) -> Path:
        """Fetch and build what is missing; return the server's folder."""
        return install()

    def start(self, timeout: float = 120) -> None:
        """Return once the server answers; do nothing more if it is running already."""
        deadline = time.monotonic() + timeout
        self.folder.parent.mkdir(parents=True, exist_ok=True)
        with process.only_one(self.folder.with_suffix(".lock"), timeout) as lock:
            if not self.running:
                self._launch(self.prepare(), lock, deadline)
        self.wait_healthy(deadline - time.monotonic())

    def stop(self, timeout: float = 60) -> bool:
        """Ask it to shut down, and wait; a paused one is woken. False if it was not running."""
        return self._end(signal.SIGTERM, timeout)

    def kill(self, timeout: float = 10) -> bool:
        """SIGKILL: no flush, no goodbye; returns when the process is gone."""
        return self._end(signal.SIGKILL, timeout)

    def restart(self, timeout: float = 120) -> None:
        self.stop()
        self.start(timeout)

    def pause(self) -> None:
        """SIGSTOP: connections are still accepted by the kernel, and nobody answers them."""
        self._signal(signal.SIGSTOP)

    def resume(self) -> None:
        self._signal(signal.SIGCONT)

    def wipe(self) -> None:
        """Forget every index."""
        if self.running:
            raise LocalServerError(f"Stop the server on port {self.port} before wiping its data.")
        shutil.rmtree(self.data_dir, ignore_errors=True)

    def health(self, timeout: float = 5) -> dict | None:
        """What _cluster/health says, or None when nothing answers in time."""
        try:
            with _opener.open(f"{self.url}/_cluster/health", timeout=timeout) as response:
                return json.load(response)
        except urllib.error.HTTPError as refusal:
            refusal.close()
            return None
        except (OSError, ValueError):
            return None

    def wait_healthy(self, timeout: float = 60) -> dict:
        """Poll until every primary shard is there, which after a kill means: recovered."""
        deadline = time.monotonic() + timeout
        while (left := deadline - time.monotonic()) > 0:
            health = self.health(timeout=max(0.1, min(5, left)))
            if health and health["status"] in ("yellow", "green"):
                return health
            if not self.running:
                raise LocalServerError(
                    f"The server on port {self.port} is not running; see {self.log}."
                )
            time.sleep(0.1)
        raise TimeoutError(f"{self.url} was not healthy within {timeout:.0f} s; see {self.log}")

    def prepare(self) -> Path:
        """Make everything ready to launch, and return the server's folder."""
        if self._port_taken():
            raise LocalServerError(f"Port {self.port} is taken by another program.")
        home = self.install()
        for folder in (self.folder, self.folder / "logs", self._tmp, self.data_dir):
            hand_over(folder)
        self._configure(home)
        self._pid_file.unlink(missing_ok=True)
        return home

    def command(self, home: Path, *options: str) -> list:
        script = [home / "bin" / "elasticsearch", "--pidfile", self._pid_file, *options]
        return as_server_user(["bash", *map(str, script)])

    def environment(self) -> dict[str, str]:
        """Nothing is inherited but the path, so that no variable of a shell changes the server."""
        return {
            "PATH": os.environ["PATH"],
            "HOME": str(self.folder),
            "ES_JAVA_HOME": str(java_home()),
            "ES_JAVA_OPTS": self._java_options,
            "ES_PATH_CONF": str(self.folder / "config"),
            "ES_TMPDIR": str(self._tmp),
        }

    def _launch(self, home: Path, lock: IO, deadline: float) -> None:
        """The launcher leaves the JVM behind and ends when the node has started, or failed to.

        It inherits the lock, so that a launcher outliving us still keeps a second one away.
        """
        launcher = self._launcher(home, lock)
        try:
            code = launcher.wait(timeout=max(0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            raise TimeoutError(f"{self.url} did not start in time; see {self.log}") from None
        finally:
            self._clear_up(launcher)
        if code:
            raise LocalServerError(f"The server did not start; see {self.log}:\n{self._last()}")

    def _launcher(self, home: Path, lock: IO) -> subprocess.Popen:
        with self.log.open("w") as log:
            return subprocess.Popen(
                self.command(home, "--daemonize"),
                env=self.environment(),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                pass_fds=[lock.fileno()],
            )

    def _last(self) -> str:
        """The end of the log, without the lines of a Java trace."""
        lines = self.log.read_text().splitlines()
        return "\n".join([line for line in lines if not line.startswith("\tat ")][-5:])

    def _clear_up(self, launcher: subprocess.Popen) -> None:
        """After a timeout or Ctrl-C nothing may go on starting behind our back."""
        if launcher.poll() is None:
            launcher.kill()
            launcher.wait()
            self.kill()

    def _configure(self, home: Path) -> None:
        """A configuration folder per server, since each writes a keystore into its own."""
        config = self.folder / "config"
        hand_over(config)
        for name in ("jvm.options", "log4j2.properties"):
            shutil.copyfile(home / "config" / name, config / name)
        (config / "jvm.options.d").mkdir(exist_ok=True)
        lines = (f"{key}: {json.dumps(value)}\n" for key, value in self._settings().items())
        (config / "elasticsearch.yml").write_text("".join(lines))

    def _settings(self) -> dict:
        """JSON values, which YAML reads as they are."""
        return {
            "cluster.name": "good-practice-local",
            "node.name": f"local-{self.port}",
            "path.data": str(self.data_dir),
            "path.logs": str(self.folder / "logs"),
            "network.host": "127.0.0.1",
            "http.port": self.port,
            **self._discovery(),
            "xpack.security.enabled": False,
            # A developer's full disk must not turn the indices read-only.
            "cluster.routing.allocation.disk.threshold_enabled": False,
        }

    def _discovery(self) -> dict:
        if not self._cluster:
            return {"discovery.type": "single-node"}
        return {
            "cluster.name": f"good-practice-{min(self._cluster)}",
            "transport.port": self.port + BETWEEN_NODES,
            "discovery.seed_hosts": [f"127.0.0.1:{port + BETWEEN_NODES}" for port in self._cluster],
            "cluster.initial_master_nodes": [f"local-{port}" for port in self._cluster],
        }

    def _port_taken(self) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0

    def _signal(self, number: signal.Signals) -> None:
        pid = self.pid
        if pid is None:
            raise LocalServerError(f"No server of ours runs on port {self.port}.")
        os.kill(pid, number)

    def _end(self, number: signal.Signals, timeout: float) -> bool:
        pid = self.pid
        if pid is None:
            return False
        os.kill(pid, number)
        if number != signal.SIGKILL:
            os.kill(pid, signal.SIGCONT)  # a paused process hears of the other only once awake
        deadline = time.monotonic() + timeout
        while process.exists(pid):
            if time.monotonic() > deadline:
                raise TimeoutError(f"The server on port {self.port} outlived {number.name}.")
            time.sleep(0.05)
        self._pid_file.unlink(missing_ok=True)
        return True
