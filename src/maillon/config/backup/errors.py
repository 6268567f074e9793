"""Why a backup or a restoration was refused, in a sentence for a person."""


class BackupError(RuntimeError):
    """Nothing was changed; the message says why and what to do."""
