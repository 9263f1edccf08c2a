"""Addresses on networks: e-mail, URL, IP."""

import ipaddress
import re
from typing import ClassVar
from urllib.parse import urlsplit, urlunsplit

from tahqiq.kit.text import tidy_code
from tahqiq.model.types.base import Clean, Context, PropertyType
from tahqiq.model.types.codes import CodeType, is_placeholder

_EMAIL = re.compile(r"[^\s@<>\"(),:;\[\]\\]{1,64}@(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W\d_][\w-]{1,62}")
_WRAPPED = re.compile(r".*<([^<>]+)>")
_SAFE = frozenset(("http", "https", "ftp", "ftps", "sftp", "magnet", "tg", "whatsapp", "onion"))
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{1,20}:")
_BARE = re.compile(
    r"(?:www\.|[\w-]+(?:\.[\w-]+)*\.(?:com|net|org|iq|info|onion|me|io)(?=[/:?#]|$))\S*", re.IGNORECASE
)
_PORTS = {"http": ":80", "https": ":443", "ftp": ":21"}


class EmailType(CodeType):
    """Mail addresses in lower case, without ``mailto:`` and display name. What is no address stays opaque
    (``email-invalid``).

    >>> EmailType().clean("Ali <Ali.K@Example.COM>").value
    'ali.k@example.com'
    """

    name: ClassVar[str] = "email"

    def clean_code(self, text: str, context: Context) -> Clean:
        wrapped = _WRAPPED.fullmatch(text) if len(text) < 1000 else None
        bare = (
            re.sub(r"^mailto:", "", (wrapped[1] if wrapped else text).strip(" ;,"), flags=re.IGNORECASE)
            .partition("?")[0]
            .casefold()
        )
        return Clean(bare) if len(bare) <= 254 and _EMAIL.fullmatch(bare) else Clean(text, "email-invalid")


class UrlType(PropertyType):
    """Addresses of pages: scheme and host in lower case, default port dropped, everything else as it stands.

    ``www.…`` and bare hosts of common domains get ``http://``. Schemes that a browser would run
    (``javascript:``, ``data:``) are kept as text and noted (``url-unsafe``); other texts are kept and noted
    (``url-invalid``). Nothing is ever opened.

    >>> UrlType().clean("HTTP://Example.COM:80/A?b").value, UrlType().clean("javascript:alert(1)").note
    ('http://example.com/A?b', 'url-unsafe')
    """

    name: ClassVar[str] = "url"

    def clean_one(self, value: str, context: Context) -> Clean:
        text = tidy_code(value)
        if not text:
            return Clean(None)
        if is_placeholder(text):
            return Clean(None, "placeholder")
        full = (
            text
            if _SCHEME.match(text) and not _BARE.match(text)
            else "http://" + text
            if _BARE.fullmatch(text)
            else ""
        )
        if not full or " " in full:
            return Clean(text, "url-invalid")
        try:
            parts = urlsplit(full)
            host = parts.netloc
        except ValueError:
            return Clean(text, "url-invalid")
        scheme = parts.scheme.lower()
        if scheme not in _SAFE:
            return Clean(text, "url-unsafe")
        if scheme in _PORTS and not host:
            return Clean(text, "url-invalid")
        return Clean(urlunsplit((scheme, _host(host, scheme), parts.path, parts.query, parts.fragment)))

    def key(self, value: str) -> str:
        """Without scheme difference of http and https, ``www.``, fragment and last slash."""
        return re.sub(r"^https?://(?:www\.)?", "", value).partition("#")[0].rstrip("/") or value


def _host(netloc: str, scheme: str) -> str:
    """Host in lower case without the default port; a user name before @ stays as it stands."""
    user, at, host = netloc.rpartition("@")
    return user + at + host.lower().removesuffix(_PORTS.get(scheme, "\n"))


class IpType(PropertyType):
    """IPv4 and IPv6 addresses in their shortest form; a port behind IPv4 is dropped. Other texts are not used
    (``ip-invalid``).

    >>> IpType().clean("192.0.2.1:8080").value, IpType().clean("2001:DB8:0:0::1").value
    ('192.0.2.1', '2001:db8::1')
    """

    name: ClassVar[str] = "ip"

    def clean_one(self, value: str, context: Context) -> Clean:
        text = tidy_code(value).strip("[]")
        if not text:
            return Clean(None)
        if is_placeholder(text):
            return Clean(None, "placeholder")
        try:
            return Clean(str(ipaddress.ip_address(re.sub(r"^([0-9.]{7,15}):[0-9]{1,5}$", r"\1", text[:100]))))
        except ValueError:
            return Clean(None, "ip-invalid")


__all__ = ["EmailType", "IpType", "UrlType"]
