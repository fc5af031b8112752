from django.conf import settings

from regions.roles.document import permissions_document


def test_permissions_document_is_up_to_date():
    written = (settings.BASE_DIR / "docs" / "permissions.md").read_text()

    assert written == permissions_document(), (
        "run: manage.py print_permissions > docs/permissions.md"
    )
