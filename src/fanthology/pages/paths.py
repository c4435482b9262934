"""Addresses: what may stand in one, and how one reads in full."""

from django.conf import settings
from django.http import HttpRequest
from django.urls import register_converter
from django.urls.converters import StringConverter
from django.utils.http import url_has_allowed_host_and_scheme


class NameConverter(StringConverter):
    """A name made for an address (`text.names.slug`): letters of any script, but nothing a database chokes on."""

    regex = r"[^/\x00-\x1f]{1,120}"


register_converter(NameConverter, "name")


def address(request: HttpRequest, path: str) -> str:
    """The full address of `path`: at the archive's own address where its keeper has said one."""
    base: str = settings.CONFIG.url.rstrip("/")
    return f"{base}{path}" if base else request.build_absolute_uri(path)


def way_back(request: HttpRequest) -> str:
    """Where a form wishes its reader to return to (`next`): an address of this archive, or nowhere."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if safe and wanted.startswith("/") else ""
