"""The API kit: tokens per hat, problem details (RFC 9457), Idempotency-Key, pages of results."""
