from tests.browser.conftest import chromium, login_cookie, open_page, server

__all__ = ["chromium", "login_cookie", "open_page", "server"]
