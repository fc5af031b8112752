from dataclasses import replace

from django.conf import settings

from stadtteilkasse.akte.workflows import workflows_document
from stadtteilkasse.antrag.domain import STEPS

WRITTEN = settings.BASE_DIR / "docs" / "workflows.md"


def test_workflows_document_is_up_to_date():
    assert WRITTEN.read_text() == workflows_document(), (
        "run: manage.py print_workflows > docs/workflows.md"
    )


def test_changed_step_makes_it_stale(monkeypatch):
    monkeypatch.setitem(STEPS, "submit", replace(STEPS["submit"], ground="§ 1"))

    assert WRITTEN.read_text() != workflows_document()
