"""Production: everything secret or local comes from the environment, nothing has a default."""

from .base import *  # noqa: F403  thin overlay
from .base import DATABASES, LOGGING, MIDDLEWARE, STORAGES, env
from .guard import refuse_unsafe
from .headers import CONTENT_SECURITY_POLICY
from .pool import pooled

DEBUG = False
# Right after Django's SecurityMiddleware, as WhiteNoise asks.
_after = MIDDLEWARE.index("django.middleware.security.SecurityMiddleware") + 1
MIDDLEWARE.insert(_after, "whitenoise.middleware.WhiteNoiseMiddleware")
SECRET_KEY = env("SECRET_KEY")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS")
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS]

SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
# Probes come over plain HTTP from inside.
SECURE_REDIRECT_EXEMPT = [r"^health/(live/)?$", r"^metrics/$"]
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
if SECURE_SSL_REDIRECT:  # not on a laptop: it would turn localhost's links into https
    CONTENT_SECURITY_POLICY["DIRECTIVES"]["upgrade-insecure-requests"] = True

DATABASES["default"] |= pooled(DATABASES["default"])

LOGGING["handlers"]["console"]["formatter"] = "json"
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", default=1)
# The prefix binds a cookie to this host and to HTTPS: no neighbour under the domain can set it.
SESSION_COOKIE_NAME = "__Host-sessionid"
CSRF_COOKIE_NAME = "__Host-csrftoken"
LANGUAGE_COOKIE_NAME = "__Host-language"
KNOWN_BROWSER_COOKIE = "__Host-known-browser"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = True
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"

_HOUR = 3600
EXPECTED_JOBS = {
    "schedule": 300,
    "mail": 120,
    "reconciliation": 26 * _HOUR,
    "retention": 26 * _HOUR,
    "verify_audit": 26 * _HOUR,
    "audit_anchor": 26 * _HOUR,
    "workshop_reminders": 26 * _HOUR,
}
if env("ELASTICSEARCH_URL", default=""):
    EXPECTED_JOBS["index"] = 120
if backup_hours := env.int("BACKUP_HOURS", default=3):  # 0: backups are made elsewhere
    EXPECTED_JOBS["backup"] = backup_hours * _HOUR

STORAGES["staticfiles"] = {"BACKEND": "portal.static_files.StaticFiles"}

refuse_unsafe(globals())
