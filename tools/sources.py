"""The files of this checkout in which class names and texts stand."""

from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
APPS = ("portal", "regions", "koordination", "stadtteilkasse")


def python_files() -> list[Path]:
    return sorted(path for app in APPS for path in CHECKOUT.glob(f"{app}/**/*.py"))


def template_files() -> list[Path]:
    return sorted(p for p in CHECKOUT.glob("templates/**/*") if p.suffix in (".html", ".txt"))


def styles_and_scripts() -> list[Path]:
    return sorted([*CHECKOUT.glob("static/css/**/*.css"), *CHECKOUT.glob("static/js/**/*.js")])
