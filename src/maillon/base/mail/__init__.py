"""Outgoing e-mail: written down in the transaction that causes it, sent by a job, visible to its reader."""
