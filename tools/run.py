"""Starts the demo: database, web and worker together. Ctrl-C ends all that was started here.

PORT=… changes the port. DEBUG=1 takes Django's own server, which follows changes of the code and
shows its yellow pages.
"""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request

from portal import embedded
from tools.sources import CHECKOUT

HOST = "127.0.0.1"
SECONDS_TO_END = 15


def main() -> None:
    port = int(os.environ.get("PORT", "8000"))
    _refuse_taken(port)
    # Empty here, for nothing is collected; WhiteNoise would warn if it were missing.
    (CHECKOUT / "var" / "static").mkdir(parents=True, exist_ok=True)
    for end in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(end, signal.default_int_handler)
    os.environ.update(DEMO="1", BASE_URL=f"http://{HOST}:{port}")
    os.environ.setdefault("DEBUG", "0")
    os.environ.setdefault("LOG_LEVEL", "WARNING")
    try:
        with embedded.for_a_while():
            # A process of its own, because it works as the owner of the tables.
            subprocess.run([sys.executable, "-m", "tools.prepare"], cwd=CHECKOUT, check=True)
            _serve(port)
    except KeyboardInterrupt:
        print("\nEnded.")
    except subprocess.CalledProcessError as failed:
        raise SystemExit(failed.returncode) from failed


def _refuse_taken(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            raise SystemExit(f"Port {port} is taken. Try: make run PORT={port + 1}") from error


def _serve(port: int) -> None:
    processes = [
        subprocess.Popen(command, cwd=CHECKOUT) for command in (_web(port), _manage("worker"))
    ]
    try:
        _welcome(port, processes)
        while all(process.poll() is None for process in processes):
            time.sleep(0.5)
        raise SystemExit("Web or worker ended by itself; its last lines stand above.")
    finally:
        _end(processes)


def _web(port: int) -> list[str]:
    if os.environ["DEBUG"] == "1":
        return _manage("runserver", f"{HOST}:{port}")
    gunicorn = [sys.executable, "-m", "gunicorn", "--config", "deploy/gunicorn.py"]
    options = ["--bind", f"{HOST}:{port}", "--workers", "2", "--log-level", "warning"]
    return [*gunicorn, *options, "portal.wsgi"]


def _manage(*arguments: str) -> list[str]:
    return [sys.executable, "manage.py", *arguments]


def _welcome(port: int, processes: list[subprocess.Popen]) -> None:
    """Says where to go as soon as the web answers."""
    address = f"http://{HOST}:{port}"
    while not _answers(f"{address}/livez"):
        if any(process.poll() is not None for process in processes):
            return
        time.sleep(0.1)
    print(
        f"\n  Stadtteilkasse: {address}/\n"
        f"  Log in as anyone of the cast, with one click: {address}/demo/\n"
        "  Aylin applies, Koray reviews, Samira drafts, Lothar releases.\n"
        f"  Mails: {address}/demo/postausgang/\n"
        "  Ctrl-C ends everything.\n",
        flush=True,
    )


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=5):
            return True
    except OSError:
        return False


def _end(processes: list[subprocess.Popen]) -> None:
    """Ctrl-C in a terminal has reached them already; a second signal does no harm."""
    for process in processes:
        process.terminate()
    deadline = time.monotonic() + SECONDS_TO_END
    for process in processes:
        try:
            process.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


if __name__ == "__main__":
    main()
