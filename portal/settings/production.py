"""Production: everything secret or local comes from the environment, nothing has a default."""

from .base import *  # noqa: F403  thin overlay
from .base import LOGGING, MIDDLEWARE, env

DEBUG = False
# Right after Django's SecurityMiddleware, as WhiteNoise asks.
_after = MIDDLEWARE.index("django.middleware.security.SecurityMiddleware") + 1
MIDDLEWARE.insert(_after, "whitenoise.middleware.WhiteNoiseMiddleware")
SECRET_KEY = env("SECRET_KEY")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS")
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS if host != "*"]

SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
SECURE_REDIRECT_EXEMPT = [r"^health/$", r"^metrics/$"]  # probes come over plain HTTP from inside
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
LOGGING["handlers"]["console"]["formatter"] = "json"
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
# Only this host, over HTTPS, for every path: no neighbour can set or read them.
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_NAME = "__Host-csrftoken"
KNOWN_BROWSER_COOKIE = "__Host-known-browser"
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", default=1)
X_FRAME_OPTIONS = "DENY"

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
