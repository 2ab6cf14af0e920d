"""Settings shared by every environment; dev, test and production are thin overlays."""

from datetime import timedelta
from pathlib import Path

import environ
from django.utils.translation import gettext_lazy as _
from pythonjsonlogger.core import RESERVED_ATTRS

from .headers import *  # noqa: F403  its own file: one subject
from .media import uploads

env = environ.Env()

BASE_DIR = Path(__file__).resolve().parent.parent.parent
VAR_DIR = BASE_DIR / "var"

INSTALLED_APPS = [
    "portal",
    "home",
    "contact",
    "workshops",
    "usage",
    "alerts",
    "packs",
    "opendata",
    "search",
    "commission",
    "secretariat",
    "submission",
    "translations",
    "approvals",
    "review",
    "practices",
    "taxonomy",
    "accounts",
    "uploads",
    "audit",
    "mail",
    "jobs",
    "common",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.contrib.sitemaps",
    "wagtail.embeds",
    "wagtail.sites",
    "accounts.users_admin.ReadOnlyUsersConfig",  # wagtail.users, to be read only
    "wagtail.snippets",
    "practices.files_admin.OwnDocumentsConfig",
    "practices.files_admin.OwnImagesConfig",
    "wagtail.search",
    "portal.wagtail_admin.QuietAdminConfig",  # wagtail.admin without its mails
    "wagtail",
    "modelcluster",
    "taggit",
    "django_htmx",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "axes",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.contrib.sitemaps",
]

MIDDLEWARE = [
    "portal.logs.RequestId",
    "portal.metrics.Measured",
    "csp.middleware.CSPMiddleware",  # these three early: every answer passes them, refusals too
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "portal.middleware.Headers",
    "django.middleware.security.SecurityMiddleware",
    "portal.compression.CompressTexts",
    "opendata.middleware.OpenData",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "portal.caching.CacheRules",
    "django.contrib.messages.middleware.MessageMiddleware",
    "accounts.middleware.SessionRules",
    "accounts.middleware.SecondFactor",
    "accounts.languages.PersonsLanguage",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "opendata.search_rate.SearchRate",
    "usage.middleware.CountViews",
    "practices.redirects.RedirectInEachLanguage",
    "axes.middleware.AxesMiddleware",
    "portal.transactions.DenialTrail",
    "accounts.look_only.LookOnly",
    "practices.country_wall.CountryWall",
    "portal.kept_pages.KeptPages",
    "opendata.middleware.Signposts",
    "portal.transactions.WholeOrNothing",  # last: it runs the view itself
]

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
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "portal.addresses.addresses",
            ],
        },
    },
]

# SQLite is the embedded default; production sets DATABASE_URL to PostgreSQL.
DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'db.sqlite3'}")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # A writer waits for another instead of failing, and readers never block on it.
    DATABASES["default"]["OPTIONS"] = {
        "timeout": 20,
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }

# "default" is per process and holds what may be made again. "pages" holds whole pages of the public
# site (portal.kept_pages), compressed, for all processes of this machine. "shared" is one for all
# workers: a folder too, or Redis or Valkey when CACHE_URL is set, which several machines need.
CACHE_URL = env("CACHE_URL", default="")
CACHE_DIR = env.path("CACHE_DIR", default=str(VAR_DIR / "cache"))
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    },
    "pages": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": CACHE_DIR("pages"),
        "OPTIONS": {"MAX_ENTRIES": 2000},  # of about 15 KB
    },
    "shared": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": CACHE_URL,
        # A visitor does not wait for it: the database counts while it is away.
        "OPTIONS": {"socket_connect_timeout": 1, "socket_timeout": 1},
    }
    if CACHE_URL
    else {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": CACHE_DIR,
    },
}

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",  # first: it refuses whoever guesses
    "accounts.backends.PasswordBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
] + [{"NAME": "accounts.passwords.NotAboutThePortal"}]

# The door: accounts/. In production nobody passes without the code of an app.
TWO_FACTOR_REQUIRED = True
OTP_TOTP_ISSUER = "Good Practice Portal"
OTP_TOTP_THROTTLE_FACTOR = OTP_STATIC_THROTTLE_FACTOR = 0  # accounts.limits counts the codes
SESSION_IDLE_MINUTES = env.int("SESSION_IDLE_MINUTES", default=30)
SESSION_COOKIE_AGE = 3600 * env.int("SESSION_HOURS", default=10)
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "submission.csrf.csrf_failure"
DEMO_ACCOUNTS = False
KNOWN_BROWSER_COOKIE = "known-browser"
# The address is the one that was invited; changing it would move the way to a new password.
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
PASSWORD_RESET_TIMEOUT = 2 * 3600
WAGTAILADMIN_USER_LOGIN_FORM = "accounts.login_form.LabelledLoginForm"
WAGTAILADMIN_USER_PASSWORD_RESET_FORM = "accounts.reset_form.LimitedResetForm"  # noqa: S105
# How many proxies of ours stand in front: so many entries of X-Forwarded-For are believed.
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", default=0)
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = timedelta(minutes=5)
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_LOCKOUT_PARAMETERS = "accounts.clients.lockout_parameters"
AXES_CLIENT_IP_CALLABLE = "common.http.client_ip"
AXES_LOCKOUT_TEMPLATE = "accounts/locked.html"
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False

# The official languages of the United Nations in its own order. Each has a catalogue in locale/
# and, but for English, a prefix in URLs.
LANGUAGE_CODE = "en"
LANGUAGES = [
    ("ar", _("Arabic")),
    ("zh-hans", _("Chinese")),
    ("en", _("English")),
    ("fr", _("French")),
    ("ru", _("Russian")),
    ("es", _("Spanish")),
]
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
FORMAT_MODULE_PATH = "portal.formats"
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "UTC"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"
STORAGES = {
    "default": uploads(),
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# A long practice with many annexes passes Django's default of 1,000 form fields in the editor.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"request_id": {"()": "portal.logs.WithRequestId"}},
    "formatters": {
        "line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"},
        "json": {
            "()": "pythonjsonlogger.json.JsonFormatter",
            "format": "%(levelname)s %(name)s %(message)s %(request_id)s",
            "rename_fields": {"levelname": "level", "name": "logger"},
            "timestamp": True,
            # The request would be written with its query.
            "reserved_attrs": [*RESERVED_ATTRS, "request"],
        },
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "line",
            "filters": ["request_id"],
        }
    },
    "root": {"handlers": ["console"], "level": "INFO"},
    # A line for each indexed page, request to Elasticsearch or connection taken is too many.
    "loggers": {
        name: {"level": "WARNING"} for name in ("django_tasks", "elastic_transport", "psycopg.pool")
    },
}

# {job: seconds its last success may be ago before /health/ turns red}; production names them.
EXPECTED_JOBS = {}

# Empty: /metrics/ does not exist. Prometheus sends it as a bearer token.
METRICS_TOKEN = env("METRICS_TOKEN", default="")
PROMETHEUS_MULTIPROC_DIR = env("PROMETHEUS_MULTIPROC_DIR", default="")
# Where somebody who found a hole writes to: `mailto:…` or `https://…`; empty: no security.txt.
SECURITY_CONTACT = env("SECURITY_CONTACT", default="")

# Every mail waits in the outbox; `manage.py send_mail_queue --work` hands it to the transport.
EMAIL_BACKEND = "mail.outbox.QueueBackend"
_mail = env.email_url("EMAIL_URL", default="smtp://localhost:25")
MAIL_TRANSPORT = _mail.pop("EMAIL_BACKEND")
globals().update(_mail)
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default="portal@localhost")
LOGIN_URL = "wagtailadmin_login"

WAGTAIL_SITE_NAME = "Good Practice Portal"
WAGTAILREDIRECTS_AUTO_CREATE = False  # practices/redirects.py does
# The public address of the portal: in mails, citations, feeds, the sitemap. `make run` has a port.
WAGTAILADMIN_BASE_URL: str = env(
    "WAGTAILADMIN_BASE_URL", default=f"http://localhost:{env('PORT', default='8000')}"
)
# A visitor waits for the first look at an image: quick to make comes before the last per cent.
WAGTAILIMAGES_AVIF_QUALITY = 60
WAGTAILIMAGES_WEBP_QUALITY = 75
# What each holds is looked at in practices/uploads. RTF is not here: it hides objects too well.
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "ods", "odt", "pdf", "pptx", "txt", "xlsx"]
# The proxy lets through a little more: client_max_body_size in tools/nginx/portal.conf.
UPLOAD_MEGABYTES = env.int("UPLOAD_MEGABYTES", default=50)
WAGTAILDOCS_MAX_UPLOAD_SIZE = WAGTAILIMAGES_MAX_UPLOAD_SIZE = UPLOAD_MEGABYTES * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = env.int("UPLOAD_MEGAPIXELS", default=200) * 1_000_000
WAGTAILDOCS_DOCUMENT_FORM_BASE = "uploads.forms.DocumentForm"
WAGTAILDOCS_INLINE_CONTENT_TYPES = []  # downloads only: nothing of others opens in our origin
WAGTAILIMAGES_EXTENSIONS = ["gif", "heic", "jpeg", "jpg", "png", "webp"]
WAGTAILIMAGES_IMAGE_FORM_BASE = "uploads.forms.ImageForm"
CLAMD_URL = env("CLAMD_URL", default="")  # tcp://host:3310: uploads are scanned for viruses as well
WAGTAILDOCS_SERVE_METHOD = "serve_view"  # the hook in practices decides who may download
WAGTAIL_PASSWORD_REQUIRED_TEMPLATE = "home/password_required.html"  # noqa: S105  a name
WAGTAILADMIN_RICH_TEXT_EDITORS = {"default": {"WIDGET": "common.rich_text.RichTextArea"}}
WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = True
WAGTAIL_FINISH_WORKFLOW_ACTION = "review.finish.finish"
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
# Officers comment on the review page. Wagtail's would send mails of its own, to people who have
# been dismissed as well.
WAGTAILADMIN_COMMENTS_ENABLED = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None  # nothing is fetched from elsewhere

# Editors never depend on Elasticsearch: their search stays on the database everywhere.
# "simple" keeps words as they are, so that PostgreSQL and SQLite find the same pages.
WAGTAILSEARCH_BACKENDS = {
    "default": {"BACKEND": "wagtail.search.backends.database", "SEARCH_CONFIG": "simple"}
}

# Who keeps the daily anchors of the audit trail, and the key they are signed with (empty: made of
# SECRET_KEY; anchors signed with an earlier key can no longer be verified).
AUDIT_ANCHOR_RECIPIENTS = env.list("AUDIT_ANCHOR_RECIPIENTS", default=[])
AUDIT_ANCHOR_KEY = env("AUDIT_ANCHOR_KEY", default="")

# A server that speaks LibreTranslate's interface: drafts of translations by machine. Empty: none.
MACHINE_TRANSLATION_URL = env("MACHINE_TRANSLATION_URL", default="")
MACHINE_TRANSLATION_KEY = env("MACHINE_TRANSLATION_KEY", default="")

# Empty: the embedded engine answers. Set: Elasticsearch answers, the embedded engine stands in.
# Several nodes of a cluster stand with commas between them.
ELASTICSEARCH_URL = env("ELASTICSEARCH_URL", default="")
if ELASTICSEARCH_URL:
    TASKS = {"default": {"BACKEND": "search.later.Backend"}}
# Copies of the index beside the first, from the next rebuild on; empty: as Elasticsearch has it.
_replicas = env("ELASTICSEARCH_REPLICAS", default="")
ELASTICSEARCH_REPLICAS = int(_replicas) if _replicas else None
# Seconds that one call of a visitor's request may wait for the server, and all its calls together.
SEARCH_CALL_TIMEOUT = 1
SEARCH_REQUEST_TIMEOUT = 2.5
# Two portals that share a server need two aliases, neither the beginning of the other.
ELASTICSEARCH_ALIAS = env("ELASTICSEARCH_ALIAS", default="contributions")
SEARCH_PAGE_SIZE = 20

# Open data: requests a minute from one address.
OPEN_DATA_REQUESTS = env.int("OPEN_DATA_REQUESTS", default=120)
OPEN_DATA_EXPORTS = env.int("OPEN_DATA_EXPORTS", default=10)
SEARCHES_A_MINUTE = env.int("SEARCHES_A_MINUTE", default=0)  # no limit: a proxy may have its own
ALERTS_A_MINUTE = env.int("ALERTS_A_MINUTE", default=5)
REPORTS_A_MINUTE = env.int("REPORTS_A_MINUTE", default=5)
# The Secretariat's mailbox for reports of problems; empty: every officer gets them.
CONTACT_EMAIL = env("CONTACT_EMAIL", default="")
OPEN_DATA_DIR = VAR_DIR / "open-data"
# The terms of reuse are the Secretariat's to choose; nothing is claimed until they are set.
OPEN_DATA_LICENCE_NAME = env("OPEN_DATA_LICENCE_NAME", default="")
OPEN_DATA_LICENCE_URL = env("OPEN_DATA_LICENCE_URL", default="")
# Keys for subscribers' addresses and partners' secrets, newest first; empty: made of SECRET_KEY.
ENCRYPTION_KEYS = env.list("ENCRYPTION_KEYS", default=[])
# How long a page of the public site is kept where nothing has changed; 0: never.
KEPT_PAGES_SECONDS = env.int("KEPT_PAGES_SECONDS", default=60)
KEPT_VALUES_SECONDS = env.int("KEPT_VALUES_SECONDS", default=60)  # what such pages are made of
# How long what visitors do is counted in memory before it is written down.
USAGE_SECONDS_IN_MEMORY = 10
