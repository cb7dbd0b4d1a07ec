"""The one settings file. Everything that differs between installations comes from the environment."""

from pathlib import Path
from urllib.parse import urlsplit

import pghistory
import pgtrigger
import structlog
from celery.schedules import schedule
from django.utils.translation import gettext_lazy as _

from config import csp, env

BASE_DIR = Path(__file__).resolve().parent.parent

DEBUG = env.flag("DEBUG")
SECRET_KEY = env.text("SECRET_KEY", "only-for-commands-that-need-no-secret" if DEBUG else "")
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = env.words("CSRF_TRUSTED_ORIGINS")
# The demonstration's people and their printed passwords exist only where this is set; `make run` sets it.
DEMO = env.flag("DEMO")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.admin",
    "django.forms",
    "django_htmx",
    "template_partials",
    "django_filters",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "django_prose_editor",
    "pgtrigger",
    "pghistory",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "pages",
    "interchange",
    "strategy",
    "alignment",
    "planning",
    "goals",
    "dialogue",
    "organisations",
    "core",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "core.middleware.CompressedPagesMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "core.api.cors.CorsMiddleware",
    "core.api.limits.RateLimitMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "pghistory.middleware.HistoryMiddleware",
    "core.middleware.DatabaseAwayMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

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
                "django.template.context_processors.i18n",
                "csp.context_processors.nonce",
                "pages.context_processors.navigation",
            ],
            "builtins": ["core.templatetags.ui"],
        },
    }
]

# Forms are drawn with the project's templates, of which some stand in for Django's.
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# Database ----------------------------------------------------------------------------------------

DATABASE_URL = env.text("DATABASE_URL", "postgresql://samplan@localhost/samplan")
DATABASES = {
    "default": env.database(DATABASE_URL)
    | {
        "CONN_MAX_AGE": env.number("CONN_MAX_AGE_SECONDS", 60),
        "CONN_HEALTH_CHECKS": True,
    }
}
# What is asked all the time is planned once a connection; not behind a pooler that hands connections round.
PREPARED_STATEMENTS = env.flag("PREPARED_STATEMENTS", default=True)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Every trigger of the history works by the statement: an import of fifty thousand rows fires a few dozen.
PGHISTORY_LEVEL = pgtrigger.Statement
PGHISTORY_APPEND_ONLY = True
PGHISTORY_OBJ_FIELD = pghistory.ObjForeignKey(related_name="history")

# Queue and cache ---------------------------------------------------------------------------------

REDIS_URL = env.text("REDIS_URL", "redis://localhost:6379/0")
CACHES = {
    "default": {
        "BACKEND": "core.counting.CountingCache",
        "LOCATION": REDIS_URL,
        "OPTIONS": {"socket_timeout": 1},
    }
}

# How long what a page shows is kept, if nothing that it shows changes meanwhile; 0 keeps nothing.
KEEP_PAGES_SECONDS = env.number("KEEP_PAGES_SECONDS", 600)

CELERY_BROKER_URL = env.celery_broker(REDIS_URL)
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 120,
    "socket_timeout": 5,
    "socket_connect_timeout": 2,
    "max_retries": 1,
}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = True
CELERY_TASK_DEFAULT_QUEUE = "fan_out"
CELERY_BEAT_SCHEDULE = {
    "recompute-what-is-behind": {"task": "alignment.tasks.recompute_behind", "schedule": schedule(15)},
    "forget-answers-of-the-api": {
        "task": "organisations.tasks.forget_kept_answers",
        "schedule": schedule(3600),
    },
    "forget-removed-documents": {
        "task": "dialogue.tasks.forget_removed_documents",
        "schedule": schedule(6 * 3600),
    },
    # The week's letters, and those at once that nobody has asked for yet.
    "send-letters-that-are-due": {"task": "pages.tasks.send_due_letters", "schedule": schedule(60)},
    # What nobody has asked for yet, and what is to be tried again.
    "deliver-to-webhooks": {"task": "interchange.tasks.deliver_due", "schedule": schedule(15)},
    "forget-old-deliveries": {"task": "interchange.tasks.forget_deliveries", "schedule": schedule(6 * 3600)},
    # At night, each organisation at a minute of its own; and at any time what was left half-way.
    "import-statistics-that-are-due": {
        "task": "interchange.tasks.import_statistics_that_are_due",
        "schedule": schedule(300),
    },
    # Large packages that came while the queue was away.
    "import-packages-that-wait": {
        "task": "interchange.tasks.import_packages_that_wait",
        "schedule": schedule(60),
    },
}

# E-mail ------------------------------------------------------------------------------------------

# Where letters lead: a worker has no request to tell under which name people reach the pages.
PUBLIC_URL = env.text("PUBLIC_URL", "http://localhost:8000").rstrip("/")
globals().update(env.mail(env.text("EMAIL_URL") or "smtp://localhost"))
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.text("EMAIL_FROM", f"Samplan <samplan@{urlsplit(PUBLIC_URL).hostname}>")

# Webhooks ----------------------------------------------------------------------------------------

# Nothing is sent into networks that only this machine, or those beside it, can reach, but for these: names of
# hosts, addresses, networks (10.2.0.0/16). See docs/api/webhooks.md.
WEBHOOK_ALLOWED_HOSTS = env.words("WEBHOOK_ALLOWED_HOSTS")
# How long a receiver may take to be connected to, and altogether.
WEBHOOK_CONNECT_SECONDS = env.number("WEBHOOK_CONNECT_SECONDS", 5)
WEBHOOK_TIMEOUT_SECONDS = env.number("WEBHOOK_TIMEOUT_SECONDS", 10)

# People ------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "organisations.User"
AUTHENTICATION_BACKENDS = ["organisations.backends.AccountBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "organisations.backends.AccountAdapter"
ACCOUNT_SESSION_REMEMBER = True
LOGIN_REDIRECT_URL = "/"
LOGIN_URL = "account_login"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"

# Language and time -------------------------------------------------------------------------------

LANGUAGE_CODE = "sv"
LANGUAGES = [("sv", _("Swedish")), ("nb", _("Norwegian Bokmål")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Stockholm"

# Files -------------------------------------------------------------------------------------------

STATIC_URL = "/static/"
# In production the files are collected and hashed when the image is built; else they are served as they lie.
STATIC_MANIFEST = env.flag("STATIC_MANIFEST")
STATIC_ROOT = Path(env.text("STATIC_ROOT", str(BASE_DIR / "staticfiles"))) if STATIC_MANIFEST else None
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if STATIC_MANIFEST
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = not STATIC_MANIFEST
WHITENOISE_AUTOREFRESH = DEBUG
MEDIA_ROOT = Path(env.text("MEDIA_ROOT", str(BASE_DIR / ".samplan" / "media")))
MAX_PACKAGE_BYTES = env.number("MAX_PACKAGE_BYTES", 32 * 1024 * 1024)
# Packages of more objects are imported in the background when they come over the API: two thousand take about
# a second.
PACKAGE_OBJECTS_AT_ONCE = env.number("PACKAGE_OBJECTS_AT_ONCE", 2_000)
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

# Maps --------------------------------------------------------------------------------------------

# Where maps get their background: the capabilities document of a WMTS service that has SWEREF 99 TM, such as
# Lantmäteriet's, or EUREF89 UTM 33, such as Kartverket's; without one they have none. See docs/map.md.
MAP_WMTS_URL = env.text("MAP_WMTS_URL")
# Which of its layers; without a name the first one that the map can show.
MAP_WMTS_LAYER = env.text("MAP_WMTS_LAYER")

# Statistics --------------------------------------------------------------------------------------

# Where values of indicators are fetched from, if not from the sources themselves: a proxy or a mirror of
# one's own that speaks the same formats. See docs/statistics.md.
KOLADA_URL = env.text("KOLADA_URL", "https://api.kolada.se/v3")
SCB_URL = env.text("SCB_URL", "https://api.scb.se/OV0104/v1/doris/sv/ssd")
SSB_URL = env.text("SSB_URL", "https://data.ssb.no/api/v0/no/table")
# How long an answer of theirs may take, and how far apart questions are: Kolada wants fewer than five a
# second, PxWeb at most thirty in ten.
STATISTICS_TIMEOUT_SECONDS = env.number("STATISTICS_TIMEOUT_SECONDS", 10)
STATISTICS_PAUSE_MILLISECONDS = env.number("STATISTICS_PAUSE_MILLISECONDS", 350)
# Whether values are fetched at night too, and not only when somebody asks for them.
STATISTICS_AT_NIGHT = env.flag("STATISTICS_AT_NIGHT", default=True)

# Security ----------------------------------------------------------------------------------------

# HTTPS is on unless it is said that a proxy-less machine of one's own is meant.
HTTPS = env.flag("HTTPS", default=not DEBUG and not DEMO)
SECURE_SSL_REDIRECT = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz/$"]
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = csp.policy(MAP_WMTS_URL)

# API ---------------------------------------------------------------------------------------------

# How much of the API each key, and each address, may ask in a minute: more is answered 429.
API_REQUESTS_PER_MINUTE_KEY = env.number("API_REQUESTS_PER_MINUTE_KEY", 1_200)
API_REQUESTS_PER_MINUTE_ADDRESS = env.number("API_REQUESTS_PER_MINUTE_ADDRESS", 3_000)
# How many proxies of one's own a request passes: what the outermost of them has seen is who asks.
API_TRUSTED_PROXIES = env.number("API_TRUSTED_PROXIES", 1 if HTTPS else 0)
# Origins whose pages may ask the API from the browser, with a key: https://karta.example.se,https://…
CORS_ORIGINS = env.words("CORS_ORIGINS")
# The most that is taken at once; a thousand things with their texts fit.
API_MAX_BYTES = env.number("API_MAX_BYTES", 5 * 1024 * 1024)
REST_FRAMEWORK = {
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["core.api.parsing.BoundedJSONParser"],
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "organisations.api.authentication.TokenAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_FILTER_BACKENDS": ["django_filters.rest_framework.DjangoFilterBackend"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "core.api.problems.problem_response",
    # Nobody chooses the form of an answer by `?format=`: that would be one more parameter to know.
    "URL_FORMAT_OVERRIDE": None,
}
# Another thing by its number, by its key, or by an object that has one of them.
NAME_ID = {"type": "integer", "minimum": 1, "maximum": 2**63 - 1}
NAME_KEY = {"type": "string", "minLength": 1, "maxLength": 300, "pattern": r"^[^\x00]+$"}


def _named_by(name: str, how: dict[str, object]) -> dict[str, object]:
    return {"type": "object", "properties": {name: how}, "required": [name]}


SPECTACULAR_SETTINGS = {
    "TITLE": "Samplan",
    "DESCRIPTION": "Goals, plans and their alignment.",
    "VERSION": "1",
    "OAS_VERSION": "3.1.1",
    "SERVE_INCLUDE_SCHEMA": False,
    # What a field can hold is said where the field is: so many are called status that names would mislead.
    "POSTPROCESSING_HOOKS": [
        "core.api.schema.forms_or_nothing",
        "core.api.schema.problems_once",
        "core.api.schema.rates_told",
        "core.api.examples.examples_shown",
    ],
    # How what is written names another thing (organisations.api.inputs.Named).
    "APPEND_COMPONENTS": {
        "schemas": {
            "Name": {
                "description": "Another thing: its id, its key in the organisation, or as it is answered.",
                "anyOf": [NAME_ID, NAME_KEY, _named_by("id", NAME_ID), _named_by("key", NAME_KEY)],
            }
        }
    },
    # The page draws what somebody opens, and not all at once: no shape of itself, no examples unasked.
    "SWAGGER_UI_SETTINGS": {"docExpansion": "none", "defaultModelsExpandDepth": -1, "deepLinking": True},
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "REDOC_DIST": "SIDECAR",
}

# Logs --------------------------------------------------------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "lines": {
            "()": structlog.stdlib.ProcessorFormatter,
            "processors": [
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                # Tracebacks without the values of variables: these may be what somebody has typed.
                *(
                    [
                        structlog.processors.format_exc_info,
                        structlog.processors.JSONRenderer(ensure_ascii=False),
                    ]
                    if env.flag("LOG_JSON")
                    else [
                        structlog.dev.ConsoleRenderer(
                            colors=False, exception_formatter=structlog.dev.plain_traceback
                        )
                    ]
                ),
            ],
            "foreign_pre_chain": [
                structlog.stdlib.add_log_level,
                structlog.processors.TimeStamper(fmt="iso"),
            ],
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "lines"}},
    "root": {"handlers": ["console"], "level": env.text("LOG_LEVEL", "INFO")},
}
structlog.configure(
    processors=[
        structlog.stdlib.filter_by_level,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso"),
        structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
    ],
    logger_factory=structlog.stdlib.LoggerFactory(),
    cache_logger_on_first_use=True,
)
