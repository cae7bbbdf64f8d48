"""The product's settings, for production, for a first run and for tests alike: what differs is read from variables."""

from datetime import timedelta
from pathlib import Path

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from config import environment

BASE_DIR = Path(__file__).resolve().parent.parent

# local: on one's own machine, without TLS. production: everything else.
MODE = environment.choice("MODE", ("production", "local"), default="production")
PRODUCTION = MODE == "production"
DEBUG = environment.flag("DEBUG", default=False)
# Fictional organisations and accounts that anybody may sign in as.
DEMO = environment.flag("DEMO", default=False)
if PRODUCTION and (DEBUG or DEMO):
    raise ImproperlyConfigured("DEBUG and DEMO open the doors for anybody; they need MODE=local.")

SECRET_KEY = environment.text("SECRET_KEY", at_least=50)
SECRET_KEY_FALLBACKS = environment.words("SECRET_KEY_FALLBACKS", default="")
ALLOWED_HOSTS = environment.words("ALLOWED_HOSTS")

INSTALLED_APPS = [
    "accounts.admin_config.OperatorsConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "axes",
    "csp",
    "django_htmx",
    "drf_spectacular",
    "guardian",
    "rest_framework",
    "core",
    "accounts",
    "agreements",
    "notifications",
    "discharge",
    "desk",
]

MIDDLEWARE = [
    "core.request_id.RequestIdMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "core.headers.NoStoreMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "core.sessions.SessionLimitsMiddleware",
    "accounts.middleware.ActorMiddleware",
    "accounts.middleware.RefusalLogMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "core.errors.RefusalMiddleware",
    "axes.middleware.AxesMiddleware",
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
                "core.context.present",
                "accounts.context.acting",
                "desk.context.pages",
            ],
        },
    },
]

# The role in the address says what this process may do: web and worker rows, owner (only `migrate`) tables.
# Time limits belong to the roles (embedded/roles.sql), so that a migration is not held to a request's.
DATABASES = {
    "default": {
        **environment.database("DATABASE_URL"),
        "CONN_MAX_AGE": 300,
        "CONN_HEALTH_CHECKS": True,
        "ATOMIC_REQUESTS": False,
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

BROKER_URL, CACHE_URL = environment.redis("REDIS_URL")
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": CACHE_URL,
        "OPTIONS": {"socket_timeout": 3, "socket_connect_timeout": 3},
    }
}

# Who signs in
AUTH_USER_MODEL = "accounts.User"
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "/"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
    "guardian.backends.ObjectPermissionBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
ANONYMOUS_USER_NAME = None
GUARDIAN_MONKEY_PATCH_USER = False
GUARDIAN_MONKEY_PATCH_GROUP = False

# A hospital is often one address: somebody's wrong passwords lock that name at that address, and nobody else.
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_CLIENT_IP_CALLABLE = "core.network.client_address"
AXES_LOCKOUT_CALLABLE = "accounts.views.signing_in.locked_out"
AXES_VERBOSE = False
AXES_ENABLE_ADMIN = False

# How long somebody stays signed in (written limits, ASVS 7.1.1)
SESSION_IDLE = timedelta(minutes=environment.integer("SESSION_IDLE_MINUTES", 15, at_least=1))
SESSION_ABSOLUTE = timedelta(hours=environment.integer("SESSION_ABSOLUTE_HOURS", 10, at_least=1))
SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"
SESSION_COOKIE_AGE = int(SESSION_ABSOLUTE.total_seconds())
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"  # Strict would lose the way back from an identity provider
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_AGE = None
CSRF_FAILURE_VIEW = "accounts.views.stale_forms.csrf_failure"

# A browser keeps a __Host- cookie only over TLS, which a local run has not.
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION
SESSION_COOKIE_NAME = "__Host-sid" if PRODUCTION else "sid"
CSRF_COOKIE_NAME = "__Host-csrf" if PRODUCTION else "csrf"
SECURE_SSL_REDIRECT = PRODUCTION
SECURE_REDIRECT_EXEMPT = [r"^halsa/$"]
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = PRODUCTION
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
# Proxies before this process, each of which adds to X-Forwarded-For. With one, it must also set X-Forwarded-Proto
# itself and drop the client's.
PROXY_COUNT = environment.integer("PROXY_COUNT", 0)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PROXY_COUNT else None
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "upgrade-insecure-requests": PRODUCTION,
    }
}
# Copying a number is a press on a button of ours; nothing else of the browser's is used.
_UNUSED_FEATURES = (
    "accelerometer ambient-light-sensor autoplay bluetooth browsing-topics camera clipboard-read display-capture "
    "encrypted-media fullscreen gamepad geolocation gyroscope hid idle-detection interest-cohort local-fonts "
    "magnetometer microphone midi payment picture-in-picture publickey-credentials-create publickey-credentials-get "
    "screen-wake-lock serial storage-access sync-xhr usb web-share window-management xr-spatial-tracking"
)
PERMISSIONS_POLICY: dict[str, list[str]] = {
    "clipboard-write": ["self"],
    **{feature: [] for feature in _UNUSED_FEATURES.split()},
}

# Words and time: stored in UTC, shown in Swedish time
LANGUAGE_CODE = "sv"
LANGUAGES = [("sv", _("Svenska"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_TZ = True
TIME_ZONE = "Europe/Stockholm"

STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "staticroot"
STATICFILES_DIRS = [BASE_DIR / "static"]
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = not PRODUCTION
STORAGES = {
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage",
    },
}

REST_FRAMEWORK = {
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["core.parsers.JSONParser"],
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "accounts.authentication.TokenAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["accounts.authentication.HasActor"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "core.errors.api_refusal",
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Hemväg",
    "DESCRIPTION": "Samordnad utskrivning från sluten hälso- och sjukvård enligt lag (2017:612).",
    "VERSION": "1",
    "OAS_VERSION": "3.1.0",
    "SCHEMA_PATH_PREFIX": "/api/v1/",
    "SERVE_INCLUDE_SCHEMA": False,
    "ENUM_NAME_OVERRIDES": {
        "ConsentAnswer": "discharge.api.enum_names.CONSENT_ANSWER",
        "ConsentHow": "discharge.api.enum_names.CONSENT_HOW",
        "ConsentKind": "discharge.api.enum_names.CONSENT_KIND",
        "ConsentNoted": "discharge.api.enum_names.CONSENT_NOTED",
        "DraftKind": "discharge.models.drafts.DraftKind.choices",
        "NoticeKind": "discharge.models.notices.NoticeKind.choices",
        "OutsideBy": "accounts.kinds.OutsideBy.choices",
        "PatientEventKind": "discharge.models.patients.PatientEventKind.choices",
        "PlacementKind": "discharge.models.patients.PlacementKind.choices",
        "RepresentativeKind": "discharge.api.enum_names.REPRESENTATIVE_KIND",
        "UnitKind": "accounts.kinds.UnitKind.choices",
    },
}

# Persons: reserve numbers of this region's own form, and the registers that are asked (discharge/registers).
IDENTITY_DOMAINS = environment.records("IDENTITY_DOMAINS", frozenset({"oid", "name", "pattern"}))
REGISTERS = {
    "population": environment.text("POPULATION_REGISTER", "discharge.registers.population.EmbeddedPopulation"),
    "listing": environment.text("LISTING_REGISTER", "discharge.registers.listing.EmbeddedListing"),
    "addresses": environment.text("ADDRESS_REGISTER", "discharge.registers.addresses.EmbeddedAddresses"),
}

# What Celery reads (config/celery.py)
CELERY_BROKER_URL = BROKER_URL
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TIMEZONE = "UTC"
# A task lost with its worker runs again; every task may run twice.
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = True
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_WORKER_SEND_TASK_EVENTS = False
CELERY_TASK_SOFT_TIME_LIMIT = 240
CELERY_TASK_TIME_LIMIT = 300
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 900, "socket_timeout": 5, "socket_connect_timeout": 5}
# The schedule only wakes tasks that ask the database what is due, so a last run need not be remembered in a file.
CELERY_BEAT_SCHEDULER = "celery.beat:Scheduler"

# How old a mark of life may be before /halsa/ calls it late
HEARTBEAT_LATE_AFTER = {"worker": timedelta(minutes=2), "sweep": timedelta(minutes=5)}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "core.logs.JsonFormatter"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
    # Django's own handlers print tracebacks by mail and to a console; ours are enough.
    "loggers": {
        "django": {"handlers": [], "level": "INFO", "propagate": True},
        "django.server": {"handlers": [], "level": "WARNING", "propagate": True},
        # A refused address is ordinary, and a query carries its values.
        "django.request": {"level": "ERROR"},
        "django.db.backends": {"level": "WARNING"},
        "axes": {"level": "WARNING"},
    },
}
