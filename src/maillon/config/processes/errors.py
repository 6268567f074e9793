"""Why Maillon cannot be started, in a sentence that says what to do."""


class ServeError(RuntimeError):
    """Nothing was started; the message is shown to a person as it is."""
