"""The verbs of supplies: describe an article, bring a list, receive, issue, lose, count, transfer, correct."""

from maillon.sharing.supplies.services.articles import Opening, open_articles, write_article
from maillon.sharing.supplies.services.correcting import correct_movement
from maillon.sharing.supplies.services.counting import Counted, count_supplies
from maillon.sharing.supplies.services.moving import Given, issue_supply, lose_supply, receive_supply
from maillon.sharing.supplies.services.transferring import transfer_supply

__all__ = [
    "Counted",
    "Given",
    "Opening",
    "correct_movement",
    "count_supplies",
    "issue_supply",
    "lose_supply",
    "open_articles",
    "receive_supply",
    "transfer_supply",
    "write_article",
]
