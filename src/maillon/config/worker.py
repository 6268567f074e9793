"""The background work, as a program: `python -m maillon.config.worker`."""

import os

import django

CONCURRENCY = 4  # jobs at once: they wait for mail servers more than they compute
GRACE = 20.0  # seconds left to the jobs in progress when asked to stop


def main() -> None:
    """Carry out jobs until SIGTERM; those in progress are finished, or given back after the grace."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "maillon.config.settings")
    django.setup()
    from procrastinate.contrib.django import app

    connector = app.connector.get_worker_connector()  # type: ignore[attr-defined]  # Django's connector has it
    with app.replace_connector(connector) as working:
        working.run_worker(concurrency=CONCURRENCY, shutdown_graceful_timeout=GRACE)


if __name__ == "__main__":
    main()
