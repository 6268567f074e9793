"""Give each organisation verified until now its decision (« reprise »), and an end to those that have one.

Public bodies and the network keep a verification without end; social and environmental organisations and companies
have two years from this day to renew theirs (docs/decisions/0017).
"""

import datetime as dt

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.utils import timezone

# As the kinds were when this was written: a migration does not change with the program.
WITH_AN_END = (
    "obnl_social",
    "organisme_communautaire",
    "entreprise_economie_sociale",
    "cooperative",
    "organisme_environnemental",
    "organisme_bienfaisance",
    "cpe",
    "groupe_citoyen_parraine",
    "organisation_autochtone",
    "entreprise_privee",
)
TWO_YEARS = dt.timedelta(days=730)


def carry_over(apps: Apps, schema_editor: BaseDatabaseSchemaEditor | None) -> None:  # noqa: ARG001  (Django's signature)
    organisation_model = apps.get_model("organisations", "Organisation")
    decision_model = apps.get_model("verification", "Decision")
    now = timezone.now()
    verified = organisation_model.objects.filter(
        verified_at__isnull=False, verification_decisions__isnull=True
    )
    verified.filter(kind__in=WITH_AN_END, verified_until__isnull=True).update(
        verified_until=timezone.localdate(now) + TWO_YEARS
    )
    decision_model.objects.bulk_create(
        [
            decision_model(organisation_id=pk, outcome="carried_over", until=until, at=now)
            for pk, until in verified.order_by("pk").values_list("pk", "verified_until")
        ],
        batch_size=1000,
    )


class Migration(migrations.Migration):
    dependencies = [("verification", "0001_initial")]

    operations = [migrations.RunPython(carry_over, migrations.RunPython.noop)]
