"""House rules for tests: ``make_rule(owner)`` keeps every hour of every day for the owner, from today on."""

from typing import Any

from django.utils import timezone

from maillon.community.organisations.kinds import Role
from maillon.community.organisations.models import Organisation
from maillon.sharing.house_rules.models import HouseRule, RuleVersion
from maillon.sharing.house_rules.services import adopt_rule
from maillon.testing.builders.community import make_hat


def make_rule(owner: Organisation, **values: Any) -> HouseRule:
    """Return a rule of the owner, adopted as its page does."""
    now = timezone.now()
    version = RuleVersion(**{"kind": "protected", "starts_on": timezone.localdate(now)} | values)
    hat = make_hat(Role.ASSET_MANAGER, organisation=owner)
    return adopt_rule(version=version, hat=hat, now=now)
