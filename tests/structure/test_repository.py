"""What must stand in no file of the repository."""

import re
import subprocess

from django.conf import settings

# Written in pieces, so that this file is none of those it looks for.
HOSTS = [
    r"pypi\." + "org",
    "python" + r"hosted\.org",
    r"npmjs\." + "(org|com)",
    "yarn" + r"pkg\.com",
    r"jsdelivr\." + "net",
    r"unpkg\." + "com",
]
FOLDERS = ["/ro" + "ot/", "/ho" + r"me/\w", "/wo" + "rk/"]
FORBIDDEN = re.compile("|".join([*HOSTS, *(rf"(?<![\w.\]]){folder}" for folder in FOLDERS)]))
NOT_TEXT = {".png", ".woff2", ".ico", ".pdf", ".jpg"}


def test_no_file_names_a_registry_or_a_machine():
    assert [place for path in tracked_files() for place in forbidden_in(path)] == []


def test_planted_host_is_found(tmp_path):
    lock = tmp_path / "lock.json"
    lock.write_text('{\n"resolved": "https://registry.' + "npmjs" + '.org/x.tgz"}')

    assert forbidden_in(lock) == [f"{lock}:2"]


def test_planted_folder_is_found(tmp_path):
    script = tmp_path / "run.sh"
    script.write_text("cd /ho" + "me/aylin/portal")

    assert forbidden_in(script) == [f"{script}:1"]


def test_nothing_minified_is_kept_here():
    assert [path.name for path in tracked_files() if ".min." in path.name] == []


def tracked_files():
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=settings.BASE_DIR, capture_output=True, text=True, check=True
    )
    paths = (settings.BASE_DIR / name for name in listed.stdout.split("\0") if name)
    return [path for path in paths if path.is_file()]


def forbidden_in(path):
    if path.suffix in NOT_TEXT:
        return []
    lines = enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
    return [f"{path}:{number}" for number, line in lines if FORBIDDEN.search(line)]
