"""Writes `deploy/secrets/` for docker-compose.yml; what is there already stays as it is.

Plain Python. Only you may enter the folder; inside, files are readable, because the containers'
users see just the one file that is mounted for them.
"""

import secrets
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "deploy" / "secrets"
DATABASE = "database:5432/stadtteilkasse"


def make_secrets(folder: Path = FOLDER) -> list[str]:
    """Returns the names of the files that were made."""
    folder.mkdir(mode=0o700, exist_ok=True)
    made = []

    def keep_or_write(name: str, value: str) -> str:
        file = folder / name
        if not file.exists():
            file.write_text(value)
            file.chmod(0o444)
            made.append(name)
        return file.read_text()

    keep_or_write("secret_key", secrets.token_urlsafe(64))
    keep_or_write("audit_key", secrets.token_urlsafe(64))
    keep_or_write("database_superuser_password", secrets.token_urlsafe(32))
    owner = keep_or_write("database_owner_password", secrets.token_urlsafe(32))
    app = keep_or_write("database_app_password", secrets.token_urlsafe(32))
    keep_or_write("database_owner_url", f"postgresql://stk_owner:{owner}@{DATABASE}")
    keep_or_write("database_url", f"postgresql://stk_app:{app}@{DATABASE}")
    # Empty for a mail server that asks for none; write the password into it otherwise.
    keep_or_write("email_host_password", "")
    return made


if __name__ == "__main__":
    for name in make_secrets():
        print(f"made deploy/secrets/{name}")
