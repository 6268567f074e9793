"""What runs apart from a request: the smaller sizes of the pictures of kits."""

from procrastinate.contrib.django import app

from maillon.sharing.kits.photos import size_kit_photos


@app.periodic(cron="*/10 * * * *")  # what an interrupted job left
@app.task(name="size_waiting_kit_photos", queue="media", queueing_lock="size_waiting_kit_photos")
def size_waiting_kit_photos(timestamp: int) -> None:  # noqa: ARG001  (procrastinate passes the planned moment)
    size_kit_photos()


@app.task(name="size_kit_photos", queue="media")
def size_new_kit_photos() -> None:
    while size_kit_photos():
        pass
