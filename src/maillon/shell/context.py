"""What the frame around every page needs."""

from django.conf import settings
from django.http import HttpRequest
from django.urls import Resolver404, translate_url


def frame(request: HttpRequest) -> dict[str, object]:
    """Return the same page's address in each language, and where the live streams are."""
    languages = []
    for code, name in settings.LANGUAGES:
        try:
            address = translate_url(request.get_full_path(), code)
        except Resolver404:
            address = "/"
        languages.append({"code": code, "name": name, "url": address})
    return {"languages": languages, "live_url": settings.LIVE_URL}
