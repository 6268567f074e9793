"""What goes wrong with the embedded database, in sentences that say what to do."""


class ClusterError(RuntimeError):
    """The embedded database cannot do what was asked; the message is shown to a person as it is."""
