"""Seasons, school calendars, particular days over a span, and the past versions of schedules."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

# Two exceptions of a schedule never share a day; the number as a range needs no extension of the index.
ONE_A_DAY = """
ALTER TABLE availability_scheduleexception
    ADD CONSTRAINT availability_exception_no_overlap
    EXCLUDE USING gist (
        int8range(schedule_id, schedule_id, '[]') WITH &&, daterange(day, coalesce(until, day), '[]') WITH &&
    )
"""
SEVERAL_A_DAY = "ALTER TABLE availability_scheduleexception DROP CONSTRAINT availability_exception_no_overlap"

# Schedules written before their versions were kept begin with the one in force.
FIRST_VERSIONS = """
UPDATE availability_schedule s SET particular = told.days
FROM (
    SELECT schedule_id, jsonb_agg(jsonb_build_object(
        'day', day, 'until', until, 'opens', opens, 'reason', reason) ORDER BY day) AS days
    FROM availability_scheduleexception GROUP BY schedule_id
) told
WHERE told.schedule_id = s.id;
INSERT INTO availability_scheduleevent (
    pgh_created_at, pgh_label, pgh_obj_id, id, organisation_id, name, time_zone, weekly, closed_on_holidays,
    seasons, school_id, particular)
SELECT now(), 'insert', id, id, organisation_id, name, time_zone, weekly, closed_on_holidays,
    seasons, school_id, particular
FROM availability_schedule;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("availability", "0005_cells_have_a_place"),
        ("organisations", "0005_found_by_words"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        migrations.CreateModel(
            name="ScheduleEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("name", models.CharField(max_length=120, verbose_name="nom")),
                (
                    "time_zone",
                    models.CharField(
                        choices=[
                            ("America/Toronto", "heure de l’Est (presque tout le Québec)"),
                            ("America/Halifax", "heure de l’Atlantique (Îles-de-la-Madeleine)"),
                            ("America/Blanc-Sablon", "heure de la Basse-Côte-Nord (ne change pas)"),
                        ],
                        default="America/Toronto",
                        max_length=40,
                        verbose_name="fuseau horaire",
                    ),
                ),
                ("weekly", models.JSONField(verbose_name="heures de la semaine")),
                (
                    "closed_on_holidays",
                    models.BooleanField(default=True, verbose_name="fermé les jours fériés du Québec"),
                ),
                (
                    "seasons",
                    models.JSONField(
                        blank=True,
                        db_default=models.Value([], models.JSONField()),
                        default=list,
                        verbose_name="périodes",
                    ),
                ),
                (
                    "particular",
                    models.JSONField(
                        db_default=models.Value([], models.JSONField()), default=list, editable=False
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SchoolCalendar",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="année scolaire")),
                ("first_class", models.DateField(verbose_name="premier jour de classe")),
                ("last_class", models.DateField(verbose_name="dernier jour de classe")),
                ("published_at", models.DateTimeField(blank=True, null=True, verbose_name="publié le")),
            ],
            options={
                "verbose_name": "calendrier scolaire",
                "verbose_name_plural": "calendriers scolaires",
                "ordering": ("organisation", "-year"),
            },
        ),
        migrations.CreateModel(
            name="SchoolCalendarEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("year", models.PositiveSmallIntegerField(verbose_name="année scolaire")),
                ("first_class", models.DateField(verbose_name="premier jour de classe")),
                ("last_class", models.DateField(verbose_name="dernier jour de classe")),
                ("published_at", models.DateTimeField(blank=True, null=True, verbose_name="publié le")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SchoolStretch",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("first", models.DateField(verbose_name="du")),
                ("last", models.DateField(verbose_name="au")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("class", "jour de classe"),
                            ("pedagogical", "journée pédagogique"),
                            ("holiday", "congé"),
                            ("break", "relâche"),
                            ("summer", "vacances d’été"),
                        ],
                        max_length=12,
                        verbose_name="genre de jour",
                    ),
                ),
                ("label", models.CharField(blank=True, max_length=120, verbose_name="nom")),
            ],
            options={
                "verbose_name": "jours du calendrier scolaire",
                "verbose_name_plural": "jours du calendrier scolaire",
                "ordering": ("first", "last", "pk"),
            },
        ),
        migrations.RemoveConstraint(
            model_name="scheduleexception",
            name="availability_exception_once_a_day",
        ),
        migrations.AddField(
            model_name="schedule",
            name="particular",
            field=models.JSONField(
                db_default=models.Value([], models.JSONField()), default=list, editable=False
            ),
        ),
        migrations.AddField(
            model_name="schedule",
            name="school",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="organisations.organisation",
                verbose_name="calendrier scolaire suivi",
            ),
        ),
        migrations.AddField(
            model_name="schedule",
            name="seasons",
            field=models.JSONField(
                blank=True,
                db_default=models.Value([], models.JSONField()),
                default=list,
                verbose_name="périodes",
            ),
        ),
        migrations.AddField(
            model_name="scheduleexception",
            name="until",
            field=models.DateField(blank=True, null=True, verbose_name="jusqu’au"),
        ),
        migrations.AddConstraint(
            model_name="scheduleexception",
            constraint=models.CheckConstraint(
                condition=models.Q(("until__isnull", True), ("until__gt", models.F("day")), _connector="OR"),
                name="availability_exception_until_after_day",
                violation_error_message="Le dernier jour vient après le premier.",
            ),
        ),
        migrations.AddField(
            model_name="scheduleevent",
            name="organisation",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="organisations.organisation",
                verbose_name="organisation",
            ),
        ),
        migrations.AddField(
            model_name="scheduleevent",
            name="pgh_context",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="pghistory.context",
            ),
        ),
        migrations.AddField(
            model_name="scheduleevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="availability.schedule",
            ),
        ),
        migrations.AddField(
            model_name="scheduleevent",
            name="school",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="organisations.organisation",
                verbose_name="calendrier scolaire suivi",
            ),
        ),
        migrations.AddField(
            model_name="schoolcalendar",
            name="organisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="school_calendars",
                to="organisations.organisation",
                verbose_name="organisation",
            ),
        ),
        migrations.AddField(
            model_name="schoolcalendarevent",
            name="organisation",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="organisations.organisation",
                verbose_name="organisation",
            ),
        ),
        migrations.AddField(
            model_name="schoolcalendarevent",
            name="pgh_context",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="pghistory.context",
            ),
        ),
        migrations.AddField(
            model_name="schoolcalendarevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="availability.schoolcalendar",
            ),
        ),
        migrations.AddField(
            model_name="schoolstretch",
            name="calendar",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="stretches",
                to="availability.schoolcalendar",
            ),
        ),
        migrations.AddConstraint(
            model_name="schoolcalendar",
            constraint=models.UniqueConstraint(
                fields=("organisation", "year"),
                name="availability_school_calendar_once_a_year",
                violation_error_message="Vous avez déjà un calendrier de cette année scolaire.",
            ),
        ),
        migrations.AddConstraint(
            model_name="schoolcalendar",
            constraint=models.CheckConstraint(
                condition=models.Q(("last_class__gt", models.F("first_class"))),
                name="availability_school_calendar_in_order",
                violation_error_message="Le dernier jour de classe vient après le premier.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="schoolcalendar",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "availability_schoolcalendarevent" ("first_class", "id", "last_class", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "year") VALUES (NEW."first_class", NEW."id", NEW."last_class", NEW."organisation_id", _pgh_attach_context(), clock_timestamp(), \'insert\', NEW."id", NEW."published_at", NEW."year"); RETURN NULL;',
                    hash="3a96b71bd5a99ed85b0d3fa3ed3d4b9c60ba6ed7",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_f91a9",
                    table="availability_schoolcalendar",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="schoolcalendar",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "availability_schoolcalendarevent" ("first_class", "id", "last_class", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "year") VALUES (NEW."first_class", NEW."id", NEW."last_class", NEW."organisation_id", _pgh_attach_context(), clock_timestamp(), \'update\', NEW."id", NEW."published_at", NEW."year"); RETURN NULL;',
                    hash="efeb31430aa38085dd7e5574b52d3019b77f24eb",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_9276e",
                    table="availability_schoolcalendar",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="schoolcalendar",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "availability_schoolcalendarevent" ("first_class", "id", "last_class", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "year") VALUES (OLD."first_class", OLD."id", OLD."last_class", OLD."organisation_id", _pgh_attach_context(), clock_timestamp(), \'delete\', OLD."id", OLD."published_at", OLD."year"); RETURN NULL;',
                    hash="dc410bbcd001c4c7b6948c03afa2340608dbbbfc",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_9063c",
                    table="availability_schoolcalendar",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="schoolstretch",
            constraint=models.CheckConstraint(
                condition=models.Q(("last__gte", models.F("first"))),
                name="availability_school_stretch_in_order",
                violation_error_message="Le dernier jour vient après le premier.",
            ),
        ),
        migrations.AddConstraint(
            model_name="schoolstretch",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["class", "pedagogical", "holiday", "break", "summer"])),
                name="availability_school_stretch_kind_known",
            ),
        ),
        migrations.RunSQL(ONE_A_DAY, SEVERAL_A_DAY),
        migrations.RunSQL(FIRST_VERSIONS, migrations.RunSQL.noop),
        pgtrigger.migrations.AddTrigger(
            model_name="schedule",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "availability_scheduleevent" ("closed_on_holidays", "id", "name", "organisation_id", "particular", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "school_id", "seasons", "time_zone", "weekly") VALUES (NEW."closed_on_holidays", NEW."id", NEW."name", NEW."organisation_id", NEW."particular", _pgh_attach_context(), clock_timestamp(), \'insert\', NEW."id", NEW."school_id", NEW."seasons", NEW."time_zone", NEW."weekly"); RETURN NULL;',
                    hash="5a46b23867d3581bf145472f0a20f8d1561e91bb",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_931ff",
                    table="availability_schedule",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="schedule",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "availability_scheduleevent" ("closed_on_holidays", "id", "name", "organisation_id", "particular", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "school_id", "seasons", "time_zone", "weekly") VALUES (NEW."closed_on_holidays", NEW."id", NEW."name", NEW."organisation_id", NEW."particular", _pgh_attach_context(), clock_timestamp(), \'update\', NEW."id", NEW."school_id", NEW."seasons", NEW."time_zone", NEW."weekly"); RETURN NULL;',
                    hash="82aeaba02f77ad0682347b6a1a7d2d0dc5575a4c",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_68d2d",
                    table="availability_schedule",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="schedule",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "availability_scheduleevent" ("closed_on_holidays", "id", "name", "organisation_id", "particular", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "school_id", "seasons", "time_zone", "weekly") VALUES (OLD."closed_on_holidays", OLD."id", OLD."name", OLD."organisation_id", OLD."particular", _pgh_attach_context(), clock_timestamp(), \'delete\', OLD."id", OLD."school_id", OLD."seasons", OLD."time_zone", OLD."weekly"); RETURN NULL;',
                    hash="4e0412dcb18a141ab10c1990e152a13273fd0fbd",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_16911",
                    table="availability_schedule",
                    when="AFTER",
                ),
            ),
        ),
    ]
