"""What the frame around every page needs."""

from django.conf import settings
from django.http import HttpRequest
from django.urls import Resolver404, translate_url
from django.utils.functional import SimpleLazyObject

from maillon.community.organisations.hats import NOBODY
from maillon.shell.navigation import keeping_tabs, top
from maillon.shell.shortcuts import ACTS, ways

THEMES = ("light", "dark")


def frame(request: HttpRequest) -> dict[str, object]:
    """Return the navigation, the chosen theme, the page's address in each language, and the live streams'."""
    languages = []
    for code, name in settings.LANGUAGES:
        try:
            address = translate_url(request.get_full_path(), code)
        except Resolver404:
            address = "/"
        languages.append({"code": code, "name": name, "url": address})
    theme = request.COOKIES.get("theme", "")
    return {
        "languages": languages,
        "live_url": settings.LIVE_URL,
        "navigation": SimpleLazyObject(lambda: top(request, getattr(request, "hat", NOBODY))),
        "keeping_tabs": SimpleLazyObject(lambda: keeping_tabs(request, getattr(request, "hat", NOBODY))),
        "shortcut_acts": ACTS,
        "shortcut_ways": SimpleLazyObject(lambda: ways(getattr(request, "hat", NOBODY))),
        "theme": theme if theme in THEMES else "",
    }
