"""All settings, everything by environment. `.env.example` lists every name that is read here."""

from pathlib import Path

from csp.constants import NONE, SELF

from portal import logging
from portal.environment import (
    database,
    env,
    env_flag,
    env_list,
    refuse_incomplete_production,
    refuse_production_values,
)

BASE_DIR = Path(__file__).resolve().parent.parent

DEMO = env_flag("DEMO")
DEBUG = env_flag("DEBUG", "1" if DEMO else "0")
TESTING = env_flag("TESTING")
CLOCK_CAN_BE_SET = DEMO or TESTING
PRODUCTION = not (DEMO or DEBUG or TESTING)
if PRODUCTION:
    refuse_incomplete_production()
else:
    refuse_production_values("DEMO" if DEMO else "DEBUG" if DEBUG else "TESTING")

SECRET_KEY = env("SECRET_KEY", "" if PRODUCTION else "only-for-development-and-tests" * 2)
SECRET_KEY_FALLBACKS = env_list("SECRET_KEY_FALLBACKS")
AUDIT_KEY = env("AUDIT_KEY", "" if PRODUCTION else "only-for-development-and-tests")
ALLOWED_HOSTS = env_list("ALLOWED_HOSTS", "" if PRODUCTION else "*")
CSRF_TRUSTED_ORIGINS = env_list("CSRF_TRUSTED_ORIGINS")
BASE_URL = env("BASE_URL", "http://127.0.0.1:8000")

BEZIRK = env("BEZIRK", "01")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django_filters",
    "django_tasks",
    "django_tasks_db",
    "guardian",
    "portal",
    "regions",
    "koordination",
    "stadtteilkasse",
]

MIDDLEWARE = [
    "portal.logging.RequestIdMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "portal.security_headers.middleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]
if DEMO:
    MIDDLEWARE.insert(0, "portal.demo.middleware.DemoClockMiddleware")

LOGGING = logging.config(env("LOG_LEVEL", "INFO"))

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "portal.context.frame",
                "regions.context.bezirk",
                "regions.roles.context.staff_menu",
                "koordination.context.dienststelle",
            ],
        },
    }
]

# The application's database role has no DDL and no UPDATE or DELETE on frozen tables.
# DB_ROLE=owner (set by migrate and by loading commands) takes the owner's connection instead.
DATABASE_APP_ROLE = env("DATABASE_APP_ROLE", "stk_app")
if not env("DATABASE_URL") and not PRODUCTION:
    from portal import embedded

    DATABASE_OWNER_URL, DATABASE_URL = embedded.ensure_running()
else:
    DATABASE_OWNER_URL, DATABASE_URL = env("DATABASE_OWNER_URL"), env("DATABASE_URL")
DB_ROLE = env("DB_ROLE", "app")
DATABASES = {"default": database(DATABASE_OWNER_URL if DB_ROLE == "owner" else DATABASE_URL)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}
}

AUTH_USER_MODEL = "portal.User"
AUTHENTICATION_BACKENDS = ["regions.roles.backends.RoleBackend"]
ANONYMOUS_USER_NAME = None
# Unique by Lower(email); and RoleBackend stands in for the backend of guardian.
SILENCED_SYSTEM_CHECKS = ["auth.W004", "guardian.W001"]
GUARDIAN_MONKEY_PATCH_USER = False
GUARDIAN_MONKEY_PATCH_GROUP = False

LOGIN_URL = "accounts:login"
LOGIN_REDIRECT_URL = "/meine-antraege/"
# Called with (request, user) at each login, of residents and of staff.
LOGIN_STEPS = ["stadtteilkasse.antrag.sessions.claim_drafts"]
# How many of our own proxies stand before this process and write X-Forwarded-For.
TRUSTED_PROXIES = int(env("TRUSTED_PROXIES", "0"))

ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
MFA_ADAPTER = "portal.accounts.mfa.EncryptingAdapter"
MFA_TOTP_ISSUER = "Stadtteilkasse"
# The code before and the one after are good too: clocks differ, and typing takes time.
MFA_TOTP_TOLERANCE = 1

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
AUTH_PASSWORD_VALIDATORS[1]["OPTIONS"] = {"min_length": 12}

LANGUAGE_CODE = "de"
# A language joins when every text is translated: half a page in another language helps nobody,
# and `lang` would be wrong for the rest. A test compares the catalogues with this list.
LANGUAGES = [("de", "Deutsch")]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Europe/Berlin"
USE_TZ = True

STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = Path(env("STATIC_ROOT", str(BASE_DIR / "var" / "static")))
# Elsewhere than in operation nothing is collected; files come from where they lie.
WHITENOISE_USE_FINDERS = not PRODUCTION
WHITENOISE_AUTOREFRESH = DEBUG
FILES_ROOT = Path(env("FILES_ROOT", str(BASE_DIR / "var" / "files")))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "private": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": FILES_ROOT, "file_permissions_mode": 0o600},
    },
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024

EMAIL_HOST = env("EMAIL_HOST", "127.0.0.1")
EMAIL_PORT = int(env("EMAIL_PORT", "25"))
EMAIL_HOST_USER = env("EMAIL_HOST_USER")
EMAIL_HOST_PASSWORD = env("EMAIL_HOST_PASSWORD")
EMAIL_USE_TLS = env_flag("EMAIL_USE_TLS")
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", "stadtteilkasse@example.org")
if DEMO:
    EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"

# Above this the worker renews itself between two jobs.
WORKER_MEGABYTES = int(env("WORKER_MEGABYTES", "500"))
# A file that the worker touches every second. Unset: it does not.
WORKER_LIFE_SIGN = env("WORKER_LIFE_SIGN")
# Put it on another disk than the database. Unset: the head of the audit trail is not anchored.
AUDIT_ANCHOR_FILE = env(
    "AUDIT_ANCHOR_FILE", "" if TESTING else str(BASE_DIR / "var" / "audit-anchor.jsonl")
)

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

FORM_RENDERER = "portal.kern.forms.KernRenderer"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "font-src": [SELF],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

CSRF_FAILURE_VIEW = "portal.views.csrf_failure"
SESSION_COOKIE_NAME = "__Host-sitzung" if PRODUCTION else "sitzung"
CSRF_COOKIE_NAME = "__Host-csrf" if PRODUCTION else "csrf"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SECURE_SSL_REDIRECT = PRODUCTION
# Asked from inside the container, by HTTP.
SECURE_REDIRECT_EXEMPT = [r"^livez$", r"^readyz$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = PRODUCTION
SECURE_HSTS_PRELOAD = PRODUCTION
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

OPEN_DATA_DIR = env("OPEN_DATA_DIR")
OPEN_DATA_WFS = env("OPEN_DATA_WFS", "https://gdi.berlin.de/services/wfs/")

# Asked with (region, day) by the rooms below the jury: which Sitzung takes an application of today?
NEXT_SITZUNG = "stadtteilkasse.jury.queries.next_open_sitzung"

# Apps and rooms whose `datenkatalog.py` says which personal data they hold.
DATENKATALOG = [
    "portal",
    "regions",
    "regions.roles",
    "koordination",
    "stadtteilkasse.haushalt",
    "stadtteilkasse.antrag",
    "stadtteilkasse.jury",
    "stadtteilkasse.bescheid",
    "stadtteilkasse.bericht",
]

# Work that falls due by itself; each runs every minute and finds in the data what it must do.
TICK = [
    "portal.accounts.services.forget_old_codes",
    "portal.outbox.deliver_due",
    "portal.outbox.empty_old",
    "portal.once.forget_old",
    "portal.files.purge_removed",
    "portal.files.sweep_orphans",
    "portal.jobs.housekeeping.drop_old_wakes",
    "portal.audit.anchor.write_anchor",
    "stadtteilkasse.bescheid.tasks.render_due",
    "stadtteilkasse.bescheid.tasks.watch_deadlines",
    "stadtteilkasse.bericht.tasks.render_due",
]
