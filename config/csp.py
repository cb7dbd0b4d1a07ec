"""What pages may load and ask for: the content security policy of every answer."""

from typing import Any
from urllib.parse import urlsplit

from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured


def policy(map_url: str) -> dict[str, Any]:
    """The policy: everything from here, and of others only the map's background, if there is one."""
    map_server = [origin(map_url)] if map_url else []
    return {
        "DIRECTIVES": {
            "default-src": [NONE],
            "script-src": [SELF, NONCE],
            "style-src": [SELF],
            "img-src": [SELF, "data:", *map_server],
            "font-src": [SELF],
            "connect-src": [SELF, *map_server],
            "form-action": [SELF],
            "frame-ancestors": [NONE],
            "base-uri": [SELF],
            "manifest-src": [SELF],
        }
    }


def origin(url: str) -> str:
    """The server of an address, as the policy names it; raises `ImproperlyConfigured` for what is none."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise ImproperlyConfigured(f"MAP_WMTS_URL is no address: {error}") from error
    is_name = bool(host) and all(each.isalnum() or each in "-." for each in host) and host.isascii()
    if parts.scheme not in {"http", "https"} or not is_name:
        raise ImproperlyConfigured("MAP_WMTS_URL must be the http(s) address of a WMTS capabilities document")
    return f"{parts.scheme}://{host}" + (f":{port}" if port else "")
