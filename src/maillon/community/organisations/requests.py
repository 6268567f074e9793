"""The request as views receive it."""

from typing import TYPE_CHECKING

from django.http import HttpRequest

if TYPE_CHECKING:
    from django_htmx.middleware import HtmxDetails

from maillon.community.organisations.hats import Hat


class HatRequest(HttpRequest):
    """A request with the hat that :class:`~.middleware.HatMiddleware` put on it; for annotations."""

    hat: Hat
    htmx: "HtmxDetails"
