"""What the search stands on: known words with their trigrams, and what a kilometre by car costs.

The first rate is the allowance that the Income Tax Regulations (C.R.C., c. 945, s. 7306) call reasonable in 2026 for
the first 5 000 kilometres: 0.73 $. The road is taken 1.3 times longer than the crow's flight.
"""

import datetime as dt
from decimal import Decimal

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
from django.db import migrations, models

TRIGRAMS = """
CREATE FUNCTION reservations_trigrams(word text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (
    SELECT coalesce(array_agg(DISTINCT substr('  ' || word || ' ', i, 3)), '{}')
    FROM generate_series(1, length(word) + 1) i
);
"""
SOURCE = "Règlement de l’impôt sur le revenu (C.R.C., ch. 945), art. 7306 : 2026, 5 000 premiers kilomètres"


def first_rate(apps, editor):  # noqa: ARG001  (Django passes the editor)
    apps.get_model("reservations", "TravelRate").objects.create(
        starts_on=dt.date(2026, 1, 1),
        dollars_per_km=Decimal("0.730"),
        detour=Decimal("1.30"),
        source=SOURCE,
        source_url="https://laws-lois.justice.gc.ca/fra/reglements/C.R.C.%2C_ch._945/section-7306.html",
    )


class Migration(migrations.Migration):
    dependencies = [
        ("reservations", "0001_squashed_0006_bundles"),
    ]

    operations = [
        migrations.CreateModel(
            name="KnownWord",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.CharField(max_length=40, unique=True, verbose_name="mot")),
                (
                    "trigrams",
                    django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None),
                ),
                ("seen", models.PositiveIntegerField(verbose_name="fois")),
            ],
            options={
                "verbose_name": "mot connu",
                "verbose_name_plural": "mots connus",
                "ordering": ("text",),
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["trigrams"], name="reservations_word_trigrams"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="TravelRate",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("starts_on", models.DateField(unique=True, verbose_name="depuis le")),
                (
                    "dollars_per_km",
                    models.DecimalField(
                        decimal_places=3, max_digits=5, verbose_name="coût d’un kilomètre ($)"
                    ),
                ),
                (
                    "detour",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("1.30"),
                        help_text="La route, par rapport à la distance à vol d’oiseau.",
                        max_digits=4,
                        verbose_name="détour",
                    ),
                ),
                ("source", models.CharField(max_length=200, verbose_name="source")),
                ("source_url", models.URLField(blank=True, verbose_name="adresse de la source")),
            ],
            options={
                "verbose_name": "coût d’un déplacement",
                "verbose_name_plural": "coûts d’un déplacement",
                "ordering": ("-starts_on",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("dollars_per_km__gt", 0), ("dollars_per_km__lt", 10)),
                        name="reservations_travel_cost_sensible",
                        violation_error_message="Le coût d’un kilomètre est entre 0 et 10 $.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("detour__gte", 1), ("detour__lte", 3)),
                        name="reservations_travel_detour_sensible",
                        violation_error_message="La route est d’une à trois fois plus longue que la distance à vol d’oiseau.",
                    ),
                ],
            },
        ),
        migrations.RunSQL(TRIGRAMS, "DROP FUNCTION reservations_trigrams;"),
        migrations.RunPython(first_rate, migrations.RunPython.noop),
    ]
