"""Where each cell lies in its whole; those known so far are laid side by side, in the order of their numbers."""

from django.db import migrations, models
from django.db.models import F, Q

SIDE_BY_SIDE = """
UPDATE availability_cell c
SET left_mark = 27720 * (n.rank - 1) / n.many, right_mark = 27720 * n.rank / n.many
FROM (
    SELECT id, row_number() OVER (PARTITION BY block_id ORDER BY id) AS rank,
        count(*) OVER (PARTITION BY block_id) AS many
    FROM availability_cell
) n
WHERE n.id = c.id AND n.many > 1
"""


class Migration(migrations.Migration):
    dependencies = [
        ("availability", "0004_take"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="cell",
            options={
                "ordering": ("left_mark", "pk"),
                "verbose_name": "cellule",
                "verbose_name_plural": "cellules",
            },
        ),
        migrations.AddField(
            model_name="cell",
            name="left_mark",
            field=models.PositiveIntegerField(db_default=0, default=0, verbose_name="bord gauche"),
        ),
        migrations.AddField(
            model_name="cell",
            name="right_mark",
            field=models.PositiveIntegerField(db_default=27720, default=27720, verbose_name="bord droit"),
        ),
        migrations.RunSQL(SIDE_BY_SIDE, migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name="cell",
            constraint=models.CheckConstraint(
                condition=Q(left_mark__lt=F("right_mark"), right_mark__lte=27720),
                name="availability_cell_marks_in_order",
                violation_error_message="Le bord droit vient après le bord gauche.",
            ),
        ),
    ]
