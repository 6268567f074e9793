"""Live pages: a page names the topics it shows, the database says when one changes, the page asks again.

A topic is a short word such as ``block:12``; a page receives it signed, so that nobody listens to what they
may not see. The stream carries no data, only « this changed »: what is shown always comes from a normal request.
"""

from maillon.base.live.telling import tell
from maillon.base.live.topics import CHANNEL, read_topics, sign_topics

__all__ = ["CHANNEL", "read_topics", "sign_topics", "tell"]
