"""Ordinary weeks, offered to an organisation that has not written its schedules."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from maillon.kernel.recurrence import Weekly

# By the code of the choice: (name, week).
PRESETS: dict[str, tuple[Any, Weekly]] = {
    "tous": (_("Tous les jours, de 8 h à 22 h"), Weekly.same(8 * 60, 22 * 60)),
    "bureau": (_("Du lundi au vendredi, de 8 h à 17 h"), Weekly.same(8 * 60, 17 * 60, range(5))),
    "soirs": (
        _("Les soirs de semaine, de 18 h à 22 h, et la fin de semaine, de 8 h à 22 h"),
        Weekly((((18 * 60, 22 * 60),),) * 5 + (((8 * 60, 22 * 60),),) * 2),
    ),
}
