"""Reading settings from the environment, secrets also from files (`NAME_FILE`)."""

import os
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

TRUE_WORDS = {"1", "true", "yes", "on"}
FALSE_WORDS = {"0", "false", "no", "off", ""}


def text(name: str, default: str = "") -> str:
    """The value of `name`, else the content of the file that `name_FILE` points to, else `default`."""
    if name in os.environ:
        return os.environ[name]
    path = os.environ.get(f"{name}_FILE")
    return Path(path).read_text(encoding="utf-8").strip() if path else default


def flag(name: str, *, default: bool = False) -> bool:
    """The value of `name` as yes or no; raises `ImproperlyConfigured` for other words."""
    word = text(name, "1" if default else "0").strip().lower()
    if word in TRUE_WORDS | FALSE_WORDS:
        return word in TRUE_WORDS
    raise ImproperlyConfigured(f"{name} must be 1 or 0, not {word!r}")


def number(name: str, default: int) -> int:
    """The value of `name` as a whole number; raises `ImproperlyConfigured` for anything else."""
    value = text(name, str(default))
    try:
        return int(value)
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} must be a whole number, not {value!r}") from error


def words(name: str, default: str = "") -> list[str]:
    """The value of `name` as a list, split at commas."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def database(url: str) -> dict[str, object]:
    """Django's settings of a database from `postgresql://user:password@host:port/name?host=/socket/folder`."""
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ImproperlyConfigured("DATABASE_URL must begin with postgresql://")
    query = {key: values[-1] for key, values in parse_qs(parts.query).items()}
    return {
        "ENGINE": "core.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.pop("host", unquote(parts.hostname or "")),
        "PORT": str(parts.port or query.pop("port", "")),
        "OPTIONS": query,
    }


#: How a mail server is spoken to, by the beginning of its address: port, TLS from the start, STARTTLS.
MAIL_SERVERS = {"smtp": (25, False, False), "smtp+tls": (587, False, True), "smtps": (465, True, False)}
MAIL_BACKENDS = "django.core.mail.backends"


def mail(url: str) -> dict[str, object]:
    """Django's settings of e-mail from `smtp+tls://user:password@host:587`; raises `ImproperlyConfigured`.

    `smtp://` has no TLS, `smtp+tls://` STARTTLS, `smtps://` TLS from the start. `file:///a/folder` writes
    letters there as files, `console:` to standard output.
    """
    parts = urlsplit(url)
    if parts.scheme == "console":
        return {"EMAIL_BACKEND": f"{MAIL_BACKENDS}.console.EmailBackend"}
    if parts.scheme == "file":
        return {
            "EMAIL_BACKEND": f"{MAIL_BACKENDS}.filebased.EmailBackend",
            "EMAIL_FILE_PATH": unquote(parts.path),
        }
    if parts.scheme not in MAIL_SERVERS or not parts.hostname:
        raise ImproperlyConfigured(
            "EMAIL_URL must be smtp://, smtp+tls:// or smtps:// with a host, file:///folder, or console:"
        )
    port, has_tls, starts_tls = MAIL_SERVERS[parts.scheme]
    return {
        "EMAIL_BACKEND": f"{MAIL_BACKENDS}.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or port,
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": has_tls,
        "EMAIL_USE_TLS": starts_tls,
    }


def celery_broker(url: str) -> str:
    """Celery's spelling of a Redis address: `unix:///path?db=0` is `redis+socket:///path?virtual_host=0`."""
    parts = urlsplit(url)
    if parts.scheme != "unix":
        return url
    number_of_database = parse_qs(parts.query).get("db", ["0"])[-1]
    return f"redis+socket://{parts.path}?virtual_host={number_of_database}"
