"""Listeners: e-mails, open data, webhooks. They hear facts; nobody imports them."""
