"""What each test client would do again and again, done once for the whole run."""

from collections.abc import Iterator

import pytest


@pytest.fixture(scope="session", autouse=True)
def static_files_found_once() -> Iterator[None]:
    """List the static files for the first client only: every client has its own middleware, which looks for them."""
    from whitenoise.middleware import WhiteNoiseMiddleware

    look = WhiteNoiseMiddleware.add_files_from_finders
    found: dict[str, object] = {}

    def look_once(self: WhiteNoiseMiddleware) -> None:
        if not found:
            look(self)
            found.update(self.files)
        self.files.update(found)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(WhiteNoiseMiddleware, "add_files_from_finders", look_once)
        yield
