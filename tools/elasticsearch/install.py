"""Fetch the server from Maven Central, and build our analysis plugin into it.

Everything lands in one cache folder, which several servers share: see `cache_dir`.
"""

import hashlib
import os
import pwd
import re
import shutil
import stat
import subprocess
import zipfile
from pathlib import Path

from tools.elasticsearch import process

VERSION = "8.19.21"
ARTIFACT = f"org.elasticsearch.distribution.integ-test-zip:elasticsearch:{VERSION}:zip"
ZIP_SHA256 = "215d5f3dbf0609a149f6218a9e47b6ae2df34ebbff3c5754e35f15a5e5393c8a"
INSTALL_SECONDS = 600  # a slow line has 107 MB to fetch
SERVER_USER = "elasticsearch"
PLUGIN = Path(__file__).resolve().parent / "plugin"
CACHE_NAME = "good-practice-portal/elasticsearch"
NEED_JAVA = (
    "Java 17 or newer, with its compiler, is needed: "
    "install the Debian package openjdk-17-jdk-headless."
)
NEED_MAVEN = "Maven is needed to fetch the server: install the Debian package maven."


class LocalServerError(Exception):
    """What went wrong, as one plain sentence for whoever typed the command."""


def is_root() -> bool:
    return os.geteuid() == 0


def cache_dir() -> Path:
    """$ES_CACHE, else the user's cache; not root's, whose home is closed to the server's user."""
    if os.environ.get("ES_CACHE"):
        return Path(os.environ["ES_CACHE"]).expanduser().resolve()
    if is_root():
        return Path("/var/cache") / CACHE_NAME
    return Path.home() / ".cache" / CACHE_NAME


def install() -> Path:
    """Return the folder of a server ready to start, doing only what is not done yet."""
    cache = cache_dir()
    cache.mkdir(parents=True, exist_ok=True)
    home = cache / f"elasticsearch-{VERSION}"
    # Two test runs may install at the same moment: the second waits and finds the work done.
    with process.only_one(cache / "install.lock", INSTALL_SECONDS):
        if not home.is_dir():
            _unpack(_download(cache), home)
        if _installed_plugin(home) != _plugin_digest():
            _build_plugin(home)
    return home


def java_home() -> Path:
    """The JDK to run and compile with: $ES_JAVA_HOME, $JAVA_HOME or the `java` on the path."""
    named = os.environ.get("ES_JAVA_HOME") or os.environ.get("JAVA_HOME")
    java = Path(named) / "bin" / "java" if named else shutil.which("java")
    if not java or not Path(java).is_file():
        raise LocalServerError(NEED_JAVA)
    answer = subprocess.run([java, "-version"], capture_output=True, text=True).stderr
    version = re.search(r'version "(\d+)', answer)
    if not version or int(version[1]) < 17:
        raise LocalServerError(NEED_JAVA)
    return Path(java).resolve().parent.parent


def as_server_user(command: list, name: str = SERVER_USER) -> list:
    """Servers refuse to run as root, so root runs each as a user of its own."""
    if not is_root():
        return command
    server_user(name)
    switch = [f"--reuid={name}", f"--regid={name}", "--init-groups"]
    return ["setpriv", *switch, "--", *command]


def server_user(name: str = SERVER_USER) -> pwd.struct_passwd:
    """The account a server runs under; root creates it when it is missing."""
    if not is_root():
        return pwd.getpwuid(os.geteuid())
    try:
        return pwd.getpwnam(name)
    except KeyError:
        options = ["--system", "--user-group", "--no-create-home", "--shell", "/usr/sbin/nologin"]
        subprocess.run(["useradd", *options, name], check=True)
        return pwd.getpwnam(name)


def hand_over(folder: Path, name: str = SERVER_USER) -> None:
    """Give an empty folder to the server's user; one with files in it already has its owner."""
    folder.mkdir(parents=True, exist_ok=True)
    if is_root():
        user = server_user(name)
        _refuse_closed_parents(folder, user)
        if not any(folder.iterdir()):
            os.chown(folder, user.pw_uid, user.pw_gid)


def _refuse_closed_parents(folder: Path, user: pwd.struct_passwd) -> None:
    for parent in folder.parents:
        status = parent.stat()
        if status.st_uid != user.pw_uid and not status.st_mode & stat.S_IXOTH:
            raise LocalServerError(
                f"The server runs as the user {user.pw_name}, who may not pass through {parent}: "
                f"choose another folder than {folder}."
            )


def _download(cache: Path) -> Path:
    java_home()  # Maven needs it as well, and says so less plainly
    if not shutil.which("mvn"):
        raise LocalServerError(NEED_MAVEN)
    folder = cache / "download"
    goal = ["dependency:copy", f"-Dartifact={ARTIFACT}", f"-DoutputDirectory={folder}"]
    done = subprocess.run(["mvn", "-q", "-B", *goal], capture_output=True, text=True)
    archive = folder / f"elasticsearch-{VERSION}.zip"
    if done.returncode or not archive.is_file():
        raise LocalServerError(f"Maven could not fetch {ARTIFACT}:\n{done.stdout.strip()}")
    with archive.open("rb") as handle:
        if hashlib.file_digest(handle, "sha256").hexdigest() != ZIP_SHA256:
            raise LocalServerError(
                f"{archive} is not the server this tool knows; delete it and look why."
            )
    return archive


def _unpack(archive: Path, home: Path) -> None:
    """Unpack beside the final place and rename, so that a half-unpacked server is never used."""
    beside = home.with_name("unpacking")
    shutil.rmtree(beside, ignore_errors=True)
    with zipfile.ZipFile(archive) as content:
        content.extractall(beside)
    for path in beside.rglob("*"):
        path.chmod(0o755 if path.is_dir() or path.parent.name == "bin" else 0o644)
    (beside / home.name).rename(home)
    shutil.rmtree(beside)
    shutil.rmtree(archive.parent)


def _sources() -> list[Path]:
    return sorted(PLUGIN.rglob("*.java"))


def _plugin_digest() -> str:
    """Changes with any source, so that an edited plugin is rebuilt at the next start."""
    files = [*_sources(), PLUGIN / "plugin-descriptor.properties"]
    return hashlib.sha256(b"\0".join(path.read_bytes() for path in files)).hexdigest()


def _installed_plugin(home: Path) -> str | None:
    marker = home / "plugin.sha256"
    return marker.read_text() if marker.is_file() else None


def _build_plugin(home: Path) -> None:
    """Compile against the server's own jars. A running server keeps the jar it has open."""
    classes = home.with_name("classes")
    shutil.rmtree(classes, ignore_errors=True)
    _compile(home, classes)
    folder = home / "plugins" / "portal-analysis"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o755)
    _write_jar(classes, folder / "portal-analysis.jar")
    shutil.copy(PLUGIN / "plugin-descriptor.properties", folder)
    for path in folder.iterdir():
        path.chmod(0o644)
    shutil.rmtree(classes)
    (home / "plugin.sha256").write_text(_plugin_digest())


def _compile(home: Path, classes: Path) -> None:
    javac = java_home() / "bin" / "javac"
    if not javac.is_file():
        raise LocalServerError(NEED_JAVA)
    options = ["--release", "17", "-proc:none", "-cp", f"{home}/lib/*", "-d", classes]
    done = subprocess.run([javac, *options, *_sources()], capture_output=True, text=True)
    if done.returncode:
        raise LocalServerError(f"The analysis plugin does not compile:\n{done.stderr.strip()}")


def _write_jar(classes: Path, jar: Path) -> None:
    with zipfile.ZipFile(jar, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(classes.rglob("*.class")):
            archive.write(path, path.relative_to(classes))
