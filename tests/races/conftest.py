from tests.portal.conftest import mails, smtp_port

__all__ = ["mails", "smtp_port"]
