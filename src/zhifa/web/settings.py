"""One settings file; the environment says what differs."""

import os
from base64 import b64decode
from hashlib import sha256
from pathlib import Path
from urllib.parse import unquote, urlsplit

from csp.constants import NONE, SELF

from zhifa.web import logs

BASE_DIR = Path(__file__).resolve().parents[3]
VAR = Path(os.environ.get("ZHIFA_VAR", BASE_DIR / "var"))
DEMO = os.environ.get("ZHIFA_DEMO", "0") == "1"
DEBUG = os.environ.get("ZHIFA_DEBUG", "0") == "1"
DATA_PACK = Path(os.environ.get("ZHIFA_DATA", BASE_DIR.parent / "shared" / "data"))
SECRET_KEY = os.environ.get("ZHIFA_SECRET_KEY", "development-only-never-in-production-use" * 2)
ALLOWED_HOSTS = os.environ.get("ZHIFA_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
# what this district is called, on every page and paper; the demo's is fictional
DISTRICT = os.environ.get("ZHIFA_DISTRICT", "示范区" if DEMO else "攀枝花市西区")
DISTRICT_CODE = os.environ.get("ZHIFA_DISTRICT_CODE", "510403")
SECURE = os.environ.get("ZHIFA_HTTPS", "0") == "1"


def _keys() -> dict[str, bytes]:
    """ZHIFA_FIELD_KEYS: "id:base64,id:base64"; the first encrypts, all decrypt."""
    pairs = [p.split(":", 1) for p in os.environ.get("ZHIFA_FIELD_KEYS", "").split(",") if p]
    return {i: b64decode(k) for i, k in pairs} or {"dev": sha256(SECRET_KEY.encode()).digest()}


FIELD_KEYS = _keys()
LOOKUP_KEY = os.environ.get("ZHIFA_LOOKUP_KEY", SECRET_KEY).encode()
# signs the codes by which officers show certificates; its public half is at /verify/badge-key/
BADGE_KEY = sha256(b"badge:" + os.environ.get("ZHIFA_BADGE_KEY", SECRET_KEY).encode()).digest()
BADGE_SECONDS = int(os.environ.get("ZHIFA_BADGE_SECONDS", "60"))
BADGE_OFFLINE_HOURS = int(os.environ.get("ZHIFA_BADGE_OFFLINE_HOURS", "4"))

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "template_partials",
    "axes",
    "csp",
    "oauth2_provider",
    "zhifa.kernel",
    "zhifa.agencies",
    "zhifa.registry",
    "zhifa.records",
    "zhifa.enforcement",
    "zhifa.review",
    "zhifa.disclosure",
    "zhifa.supervision",
    "zhifa.web",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "zhifa.web.doorstep.DoorstepMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "zhifa.agencies.http.ActorMiddleware",
    "zhifa.web.doorstep.ClosedMiddleware",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "zhifa.web.urls"
WSGI_APPLICATION = "zhifa.web.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "zhifa.web.context.house",
            ],
        },
    },
]


def _database(url: str) -> dict[str, object]:
    """The database of a URL.

    sqlite:////folder/file (the path follows the third slash), or
    postgresql://user:password@host:port/name, ?host=/socket/folder for a socket, ?pool=1.
    """
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": unquote(parts.path[1:]),
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 10,
                "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;"
                "PRAGMA foreign_keys=ON;",
            },
        }
    query = dict(p.split("=", 1) for p in parts.query.split("&") if p)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(query.get("host", parts.hostname or "")),
        "PORT": str(parts.port or query.get("port", "")),
        "OPTIONS": {"pool": {"min_size": 1, "max_size": 10}} if "pool" in query else {},
    }


DATABASES = {
    "default": _database(os.environ.get("ZHIFA_DATABASE_URL", f"sqlite:///{VAR / 'zhifa.sqlite3'}"))
}
AUTH_USER_MODEL = "agencies.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
if DEMO:
    PASSWORD_HASHERS = ["zhifa.web.demo.hashing.PublicPasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.5
AXES_LOCKOUT_TEMPLATE = "agencies/locked.html"
AXES_VERBOSE = False
AXES_RESET_ON_SUCCESS = True
AXES_SENSITIVE_PARAMETERS = ["username", "ip_address", "code"]  # masked where attempts are kept
LOGIN_URL = "/sign-in/"
LOGIN_REDIRECT_URL = "/desk/"
SESSION_COOKIE_AGE = 8 * 3600
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SECURE_SSL_REDIRECT = SECURE
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = SECURE
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE else None
CSRF_FAILURE_VIEW = "zhifa.web.errors.csrf_failure"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "blob:", "data:"],
        "media-src": [SELF, "blob:"],
        "object-src": [NONE],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
    },
}
OAUTH2_PROVIDER = {
    "SCOPES": {"api": "以本机关的岗位调用接口"},
    "ACCESS_TOKEN_EXPIRE_SECONDS": 3600,
    "PKCE_REQUIRED": True,
    "REFRESH_TOKEN_REUSE_PROTECTION": True,
    "ALLOWED_REDIRECT_URI_SCHEMES": ["https"],
    **{  # RFC 9700, the best current practice: each check of the provider, switched on
        f"COMPLIANT_BCP_RFC9700_{gate}": True
        for gate in (
            "IMPLICIT_GRANT",
            "PASSWORD_GRANT",
            "PKCE_METHOD",
            "ACCESS_TOKEN_TRANSPORT",
            "AUTHZ_RESPONSE_ISS",
            "TOKEN_STORAGE",
            "REFRESH_TOKEN",
            "REDIRECT_URI_SCHEME",
            "REDIRECT_URI_MATCHING",
            "PKCE_REQUIRED",
        )
    },
}
LOGGING = logs.LOGGING
LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
STATIC_URL = "/static/"
STATIC_ROOT = VAR / "public"
STATICFILES_DIRS = [VAR / "static"] if (VAR / "static").is_dir() else []
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "zhifa.web.npm_assets.NodeFinder",
]
WHITENOISE_USE_FINDERS = True
FILES = Path(os.environ.get("ZHIFA_FILES", VAR / "files"))
GIB = 1 << 30
UPLOADS = {  # bytes, bytes (0: as much as the disk holds), days
    "most": int(float(os.environ.get("ZHIFA_UPLOAD_MOST_GB", "16")) * GIB),
    "quota": int(float(os.environ.get("ZHIFA_FILES_QUOTA_GB", "0")) * GIB),
    "days": int(os.environ.get("ZHIFA_UPLOAD_DAYS", "7")),
}
FONTS = [p for p in os.environ.get("ZHIFA_FONTS", "").split(":") if p]
PUBLIC_URL = os.environ.get("ZHIFA_PUBLIC_URL", "http://localhost:8000").rstrip("/")
SMTP_URL = os.environ.get("ZHIFA_SMTP_URL", f"folder:{VAR / 'outbox'}" if DEMO else "")
MAIL_FROM = os.environ.get("ZHIFA_MAIL_FROM", "")
SMS_URL = os.environ.get("ZHIFA_SMS_URL", "")
SMS_SECRET = os.environ.get("ZHIFA_SMS_SECRET", "")
SIGNING = {  # docs/signing.md; the local authority is for demo and tests
    "provider": os.environ.get("ZHIFA_SIGNING", "local"),
    "folder": os.environ.get("ZHIFA_SIGNING_FOLDER", str(VAR / "signing")),
    "url": os.environ.get("ZHIFA_SIGNING_URL", ""),
    "secret": os.environ.get("ZHIFA_SIGNING_SECRET", ""),
    "timeout": os.environ.get("ZHIFA_SIGNING_TIMEOUT", "5"),
    "clock": os.environ.get("ZHIFA_TSA_URL", ""),
    "test": os.environ.get("ZHIFA_SIGNING_TEST", "0"),
    "module": os.environ.get("ZHIFA_PKCS11_MODULE", ""),
    "label": os.environ.get("ZHIFA_PKCS11_LABEL", ""),
    "pin": os.environ.get("ZHIFA_PKCS11_PIN", ""),
    "passphrase": sha256(b"signing" + LOOKUP_KEY).hexdigest(),
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
# what was said waits in a signed cookie, not in the session: showing it must not write
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"
