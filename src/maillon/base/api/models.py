"""Answers kept so that a repeated request is not done twice."""

from django.db import models


class KeptAnswer(models.Model):
    """The answer given to a request that carried an ``Idempotency-Key``.

    ``actor`` is the membership or person on whose behalf the key was used; ``digest`` is the request's own,
    so that a key used again for something else is refused. Kept 48 hours.
    """

    actor = models.CharField(max_length=60)
    key = models.CharField(max_length=120)
    digest = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(null=True)
    body = models.TextField(default="")
    headers = models.JSONField(default=dict)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=("actor", "key"), name="api_keptanswer_key_once"),)

    def __str__(self) -> str:
        return self.key
