"""All settings, read from the environment here and nowhere else (docs/operate/settings.md)."""

import ipaddress
import os
import secrets
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, quote, urlsplit

import django_stubs_ext
import environ
from csp.constants import NONE, SELF

from accord.config import faults

django_stubs_ext.monkeypatch()

env = environ.Env()
PACKAGE = Path(__file__).resolve().parent.parent


def _is_loopback(host: str | None) -> bool:
    if host == "localhost" or (host or "").endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host or "").is_loopback
    except ValueError:
        return False


def _is_strong(key: str) -> bool:
    return len(key) >= 50 and len(set(key)) >= 12 and "insecure" not in key.casefold()


# Whatever may not be: every line of it is said at once, at the end of this file.
FAULTS: list[str] = []


def _require(holds: object, otherwise: str) -> None:
    if not holds:
        FAULTS.append(otherwise)


# --- Which shape this is: embedded (one small machine) or production -----------------------------
IS_PRODUCTION = env.bool("ACCORD_PRODUCTION", default=False)
DATA = Path(env.str("ACCORD_DATA", default="data")).resolve()
DEBUG = env.bool("ACCORD_DEBUG", default=False)
DEMO = env.bool("ACCORD_DEMO", default=False)
ADDRESS = env.str("ACCORD_ADDRESS", default="127.0.0.1")
PORT = env.int("PORT", default=8000)
ORIGIN = env.str("ACCORD_ORIGIN", default=f"http://{ADDRESS}:{PORT}")
_origin = urlsplit(ORIGIN)
IS_LOOPBACK_HTTP = _origin.scheme == "http" and _is_loopback(_origin.hostname)
WEB_PROCESSES = env.int("ACCORD_WEB_PROCESSES", default=1)
IS_BEHIND_PROXY = env.bool("ACCORD_BEHIND_PROXY", default=False)

# Keys that lie in the data folder, by the names of their files. Reading settings writes nothing:
# where a file is missing, its key stays in this process until `config.data.make` keeps it.
KEPT_KEYS: dict[str, str] = {}


def _kept_key(name: str) -> str:
    path = DATA / name
    KEPT_KEYS[name] = path.read_text().strip() if path.exists() else secrets.token_urlsafe(50)
    return KEPT_KEYS[name]


if IS_PRODUCTION:
    SECRET_KEY = env.str("ACCORD_SECRET_KEY", default="")
    RECEIPT_KEY = env.str("ACCORD_RECEIPT_KEY", default="")
    ALLOWED_HOSTS = env.list("ACCORD_HOSTS", default=[])
else:
    SECRET_KEY = env.str("ACCORD_SECRET_KEY", default="") or _kept_key("secret_key")
    RECEIPT_KEY = env.str("ACCORD_RECEIPT_KEY", default="") or _kept_key("receipt_key")
    ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]", ".localhost"]
    ALLOWED_HOSTS += env.list("ACCORD_HOSTS", default=[])

_keys = {"ACCORD_SECRET_KEY": SECRET_KEY, "ACCORD_RECEIPT_KEY": RECEIPT_KEY}
WEAK_KEYS = [name for name, key in _keys.items() if not _is_strong(key)]
if IS_PRODUCTION:
    for _name in WEAK_KEYS:
        _require(False, f"{_name} must be 50 random characters or more.")
    _require(not DEBUG, "ACCORD_DEBUG can't be on in production.")
    _require(not DEMO, "ACCORD_DEMO can't be on in production.")
    _require(
        _origin.scheme == "https" and _origin.hostname,
        "ACCORD_ORIGIN must be the https address people type.",
    )
_require(
    SECRET_KEY != RECEIPT_KEY or not SECRET_KEY,
    "ACCORD_RECEIPT_KEY must differ from ACCORD_SECRET_KEY.",
)
_require(
    ALLOWED_HOSTS and not {"*", ".", ""}.intersection(ALLOWED_HOSTS),
    "ACCORD_HOSTS must name the hosts this installation serves.",
)
# The demo lets anybody be anybody: it is for the machine it runs on, and for nobody else.
_demo_hosts = [ADDRESS, _origin.hostname, *(host.strip("[].") for host in ALLOWED_HOSTS)]
if DEMO and not IS_PRODUCTION:
    _require(
        not IS_BEHIND_PROXY and all(_is_loopback(host) for host in _demo_hosts),
        "ACCORD_DEMO serves this machine alone: ACCORD_ADDRESS, ACCORD_ORIGIN and ACCORD_HOSTS "
        "may only be loopback addresses, without a proxy.",
    )

# --- What is installed ---------------------------------------------------------------------------
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "template_partials.apps.SimpleAppConfig",
    "lucide",
    "csp",
    "allauth",
    "allauth.account",
    "django_tasks",
    "django_tasks_db",
    # Ours, from the bottom up.
    "accord.ui",
    "accord.jobs",
    "accord.people",
    "accord.record",
    "accord.spaces",
    "accord.runs",
    "accord.organisations",
    "accord.files",
    "accord.forum",
    "accord.processes",
    "accord.questions",
    "accord.contributions",
    "accord.plans",
    "accord.themes",
    "accord.answers",
    "accord.thread",
    "accord.activities.ideas",
    "accord.interchange",
    "accord.operations",
    "accord.config",
]
# Activity types and other parts that live in packages of their own.
listed = env.list("ACCORD_EXTRA_APPS", default=[])
EXTRA_APPS = [entry.strip() for entry in listed if entry.strip()]
INSTALLED_APPS += EXTRA_APPS
if DEMO:
    INSTALLED_APPS.append("accord.demo")
# For those who write migrations: one line of them in each app. Not among what a site runs on.
if find_spec("django_linear_migrations"):
    INSTALLED_APPS.append("django_linear_migrations")

MIDDLEWARE = [
    "accord.ui.middleware.RequestIdMiddleware",
    "accord.ui.middleware.AccessMiddleware",
    "accord.operations.middleware.ProbeMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "accord.spaces.middleware.SpaceMiddleware",
    "accord.people.middleware.LanguageAndTimeMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "accord.ui.middleware.OddRequestMiddleware",
    "accord.ui.middleware.ErrorMiddleware",
]

ROOT_URLCONF = "accord.config.urls"
WSGI_APPLICATION = "accord.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "loaders": [
                (
                    "template_partials.loader.Loader",
                    [
                        (
                            "django.template.loaders.cached.Loader",
                            ["django.template.loaders.app_directories.Loader"],
                        )
                    ],
                )
            ],
            "builtins": [
                "template_partials.templatetags.partials",
                "django.templatetags.i18n",
                "django.templatetags.static",
                "accord.ui.templatetags.accord",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "accord.ui.context.shell",
            ],
        },
    }
]


# --- Data ----------------------------------------------------------------------------------------
def _database_of_environment() -> dict[str, Any]:
    if os.environ.get("DATABASE_URL") == "":
        # Somebody meant to name one: SQLite by chance would split what people say over two.
        _require(False, "DATABASE_URL is empty. Name a database, or take the line out for SQLite.")
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}
    try:
        found: dict[str, Any] = env.db_url(
            "DATABASE_URL", default=f"sqlite:///{DATA / 'accord.sqlite3'}"
        )
    except ValueError:
        found = {}
    if found and "@" not in str(found.get("NAME")):
        return found
    # Not repeated, nor what the reader made of it: a part of the password may stand in both.
    _require(
        False,
        "DATABASE_URL can't be read. In its password, write # as %23, / as %2F, ? as %3F "
        "and @ as %40.",
    )
    return {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}


_database = _database_of_environment()
DATABASES = {"default": _database}
SQLITE_FILE: Path | None = None
if _database["ENGINE"].endswith("sqlite3"):
    if _database["NAME"] != ":memory:":
        SQLITE_FILE = Path(_database["NAME"]).resolve()
        # Opened and never made: a mistyped path is an error, not an empty database.
        _database["NAME"] = f"file:{quote(str(SQLITE_FILE))}?mode=rw"
    _database["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        # FULL, not NORMAL: a receipt that was shown may not vanish in a power cut.
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; "
        "PRAGMA mmap_size=134217728; PRAGMA cache_size=-20000; PRAGMA journal_size_limit=27103364;",
    }
    if test_name := env.str("ACCORD_TEST_DATABASE", default=""):
        _database["TEST"] = {"NAME": test_name}
else:
    _database["OPTIONS"] = {
        # Whoever asks while the server is away is told within seconds, a probe too.
        "pool": {"min_size": 1, "max_size": 8, "timeout": 5},
        # Who may see a thing is asked over many joins, by their keys: trying more orders of them
        # takes longer than the answer. The page of an idea takes half the time so.
        "options": "-c join_collapse_limit=4",
    }
    _database["CONN_MAX_AGE"] = 0
    _database["DISABLE_SERVER_SIDE_CURSORS"] = False
# Actions are the outermost transactions; a request never is.
_database["ATOMIC_REQUESTS"] = False
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES: dict[str, dict[str, Any]]
REDIS_URL = env.str("REDIS_URL", default="")
if REDIS_URL:
    CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}
    }
else:
    CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.db.DatabaseCache",
            "LOCATION": "accord_cache",
            # Entries count tries: the cache may not throw them out after its usual 300.
            "OPTIONS": {"MAX_ENTRIES": 100_000},
        }
    }
SESSION_ENGINE = "accord.people.sessions"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 30

TASKS = {
    "default": {
        "BACKEND": env.str("ACCORD_TASKS", default="django_tasks_db.DatabaseBackend"),
        "QUEUES": [],
    }
}
# How long a worker may say nothing before its jobs are given to others.
JOB_LEASE_SECONDS = env.float("ACCORD_JOB_LEASE_SECONDS", default=30.0)

# --- People and sign-in --------------------------------------------------------------------------
AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = [
    "allauth.account.auth_backends.AuthenticationBackend",
]
LOGIN_URL = "people:sign-in"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"
# The code proves the address (docs/adr/0002): allauth has nothing left to verify.
ACCOUNT_ADAPTER = "accord.people.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""

# --- Mail ----------------------------------------------------------------------------------------
EMAIL_CONFIG = env.email_url("ACCORD_EMAIL_URL", default="consolemail://")
if env.str("ACCORD_EMAIL_URL", default=""):
    vars().update(EMAIL_CONFIG)
    if EMAIL_CONFIG["EMAIL_BACKEND"] == "django.core.mail.backends.smtp.EmailBackend":
        EMAIL_BACKEND = "accord.people.smtp.EmailBackend"
else:
    EMAIL_BACKEND = "accord.people.outbox.OutboxBackend"
# A mail server that doesn't answer may not keep the worker from the next letter for long.
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.str("ACCORD_EMAIL_FROM", default="Accord <accord@localhost>")

# --- Spaces --------------------------------------------------------------------------------------
# A space that answers at any host: for a look round on one's own machine, never for real.
DEFAULT_SPACE_ANYWHERE = DEMO

# --- Languages and time --------------------------------------------------------------------------
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("es", "Español"), ("fr", "Français"), ("ar", "العربية")]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
USE_TZ = True
FORMAT_MODULE_PATH = ["accord.ui.formats"]
TIME_ZONE = "UTC"
LANGUAGE_COOKIE_NAME = "language"

# --- Static files --------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
# Pages name files by what is in them; the others would only be compressed for nobody.
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
STATICFILES_STORAGE_CLASS = env.str(
    "ACCORD_STATIC_STORAGE", default="whitenoise.storage.CompressedManifestStaticFilesStorage"
)


# --- Files that people add -----------------------------------------------------------------------
MEGABYTE = 1_000_000
FILE_LIMIT = env.int("ACCORD_FILE_MB", default=20) * MEGABYTE
SPACE_FILES_LIMIT = env.int("ACCORD_SPACE_FILES_MB", default=2_000) * MEGABYTE
# Nothing of what is sent stays in memory, nor is taken by a page that asks for no file.
FILE_UPLOAD_HANDLERS = ["accord.files.uploads.LimitingUploadHandler"]
CLAMD_URL = env.str("ACCORD_CLAMD_URL", default="")
_clamd = urlsplit(CLAMD_URL)
_require(
    not CLAMD_URL
    or (_clamd.scheme == "tcp" and _clamd.hostname)
    or (_clamd.scheme == "unix" and _clamd.path),
    "ACCORD_CLAMD_URL must be tcp://HOST:3310 or unix:///PATH.",
)
FILES_URL = env.str("ACCORD_FILES_URL", default="")


def _file_storage() -> dict[str, Any]:
    """A folder in the data folder, or a store that speaks S3: s3://BUCKET/FOLDER?endpoint=…"""
    if not FILES_URL:
        return {
            "BACKEND": "accord.files.storage.FolderStorage",
            "OPTIONS": {"location": DATA / "files"},
        }
    address = urlsplit(FILES_URL)
    asked = dict(parse_qsl(address.query))
    _require(
        address.scheme == "s3" and address.hostname and asked.keys() <= {"endpoint", "region"},
        "ACCORD_FILES_URL must be s3://BUCKET/FOLDER?endpoint=https://HOST&region=NAME.",
    )
    _require(
        find_spec("storages") and find_spec("boto3"),
        "ACCORD_FILES_URL needs what requirements/s3.txt holds.",
    )
    return {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": address.netloc,
            "location": address.path.strip("/"),
            "endpoint_url": asked.get("endpoint"),
            "region_name": asked.get("region"),
            "access_key": env.str("ACCORD_FILES_KEY", default="") or None,
            "secret_key": env.str("ACCORD_FILES_SECRET", default="") or None,
            # The same name always means the same bytes. Each goes through our rules on its way out.
            "file_overwrite": True,
            "default_acl": "private",
            "querystring_auth": True,
            "max_memory_size": 1_000_000,
        },
    }


STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "files": _file_storage(),
    "staticfiles": {"BACKEND": STATICFILES_STORAGE_CLASS},
    # Files that long work made for somebody, for some days. All processes must reach them.
    "results": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {
            "location": env.str("ACCORD_RESULTS", default=str(DATA / "results")),
            "file_permissions_mode": 0o600,
            "directory_permissions_mode": 0o700,
        },
    },
}

# --- Safety --------------------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
_prefix = "" if IS_LOOPBACK_HTTP else "__Host-"
SESSION_COOKIE_NAME = f"{_prefix}session"
CSRF_COOKIE_NAME = f"{_prefix}csrf"
KNOWN_BROWSER_COOKIE_NAME = f"{_prefix}known"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not IS_LOOPBACK_HTTP
LANGUAGE_COOKIE_SECURE = not IS_LOOPBACK_HTTP
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_TRUSTED_ORIGINS = [] if IS_LOOPBACK_HTTP else [ORIGIN]
CSRF_FAILURE_VIEW = "accord.ui.views.csrf_failure"
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
# Other hosts below ours may not be ours to decide for.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
if IS_PRODUCTION:
    SECURE_HSTS_SECONDS = env.int("ACCORD_HSTS_SECONDS", default=31_536_000)
    SECURE_SSL_REDIRECT = env.bool("ACCORD_SSL_REDIRECT", default=True)
    if IS_BEHIND_PROXY:
        SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000

# --- Watching over it -----------------------------------------------------------------------------
# Who has it reads /metrics and the details of /health/ready from other machines.
MONITOR_TOKEN = env.str("ACCORD_MONITOR_TOKEN", default="")
LOG_FORMAT = env.str("ACCORD_LOG_FORMAT", default="lines")
FORMATTERS = {"lines": "accord.ui.logs.LineFormatter", "json": "accord.ui.logs.JsonFormatter"}
_require(LOG_FORMAT in FORMATTERS, "ACCORD_LOG_FORMAT must be lines or json.")
_has_access_log = env.bool("ACCORD_ACCESS_LOG", default=IS_PRODUCTION)
_each_request = {"level": "INFO" if _has_access_log else "WARNING"}
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "said": {
            "()": FORMATTERS.get(LOG_FORMAT, FORMATTERS["lines"]),
            # Messages of errors may hold what people typed: shown with what DEBUG shows anyway.
            "is_whole": DEBUG,
        }
    },
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "said"},
        "faults": {"class": "accord.operations.faults.FaultHandler"},
    },
    "root": {
        "handlers": ["console", "faults"],
        "level": env.str("ACCORD_LOG_LEVEL", default="WARNING"),
    },
    "loggers": {
        "accord.access": _each_request,
        "accord.letters": _each_request,
        # Django sets up handlers of its own, which would write whole addresses beside ours.
        "django": {"handlers": [], "level": "NOTSET", "propagate": True},
        "django.server": {"handlers": [], "level": "NOTSET", "propagate": True},
        # Its lines hold whole statements with their values, so no level brings them.
        "django.db.backends": {"level": "WARNING"},
    },
}
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

faults.stop_at(FAULTS)
