"""House rules."""

from django.utils.translation import gettext_lazy as _

from maillon.base.privacy import Retention

RETENTIONS = (
    Retention("house_rules.HouseRule", None, _("Tant que l’organisation est au registre.")),
    Retention(
        "house_rules.RuleVersion",
        None,
        _("Ce que disait une règle un jour donné, qui l’a adoptée et pourquoi."),
        personal=("adopted_by", "ended_by"),
    ),
    Retention("house_rules.KeptDay", None, _("Avec sa règle; les jours passés s’effacent d’eux-mêmes.")),
)
