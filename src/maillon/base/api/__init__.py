"""The API kit: what every route of ``/api/v1`` has in common.

Words: a *problem* is an answer that says no (RFC 9457); a *key* is what a program sends to act under a hat; a *kept
answer* is given again when the same request comes twice with the same ``Idempotency-Key``; a *page* is a part of a
list, with the address of the next one.

Parts: ``application`` the API itself, with its handlers; ``problems`` answers that say no; ``validation`` what is
wrong with what was sent, in words; ``auth`` who may call; ``idempotency`` nothing is done twice; ``pages`` lists by
part; ``schemas`` values as they are written in JSON; ``openapi`` the description of it all; ``documentation`` the same
as a page to read.
"""
