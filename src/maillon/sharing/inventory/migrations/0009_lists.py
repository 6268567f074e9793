"""What looking after a list needs: freezing, merging, confirming."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("inventory", "0008_typography"),
        ("organisations", "0003_joining_and_providers"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="asset",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="asset",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="asset",
            name="delete_delete",
        ),
        migrations.AddField(
            model_name="asset",
            name="confirmed_at",
            field=models.DateTimeField(
                blank=True, editable=False, null=True, verbose_name="confirmé exact le"
            ),
        ),
        migrations.AddField(
            model_name="asset",
            name="frozen_at",
            field=models.DateTimeField(
                blank=True, editable=False, null=True, verbose_name="tenu intact depuis"
            ),
        ),
        migrations.AddField(
            model_name="asset",
            name="frozen_reason",
            field=models.CharField(
                blank=True,
                db_default="",
                editable=False,
                max_length=300,
                verbose_name="raison de le tenir intact",
            ),
        ),
        migrations.AddField(
            model_name="asset",
            name="merged_into",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="merged",
                to="inventory.asset",
                verbose_name="fusionné avec",
            ),
        ),
        migrations.AddField(
            model_name="assetevent",
            name="confirmed_at",
            field=models.DateTimeField(
                blank=True, editable=False, null=True, verbose_name="confirmé exact le"
            ),
        ),
        migrations.AddField(
            model_name="assetevent",
            name="frozen_at",
            field=models.DateTimeField(
                blank=True, editable=False, null=True, verbose_name="tenu intact depuis"
            ),
        ),
        migrations.AddField(
            model_name="assetevent",
            name="frozen_reason",
            field=models.CharField(
                blank=True,
                db_default="",
                editable=False,
                max_length=300,
                verbose_name="raison de le tenir intact",
            ),
        ),
        migrations.AddField(
            model_name="assetevent",
            name="merged_into",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="inventory.asset",
                verbose_name="fusionné avec",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="asset",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "inventory_assetevent" ("accessibility", "asset_class_id", "audience", "capacity", "confirmed_at", "created_at", "description", "frozen_at", "frozen_reason", "id", "identifier", "lat", "lon", "merged_into_id", "name", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quantity", "site_id", "source_key", "state", "updated_at") VALUES (NEW."accessibility", NEW."asset_class_id", NEW."audience", NEW."capacity", NEW."confirmed_at", NEW."created_at", NEW."description", NEW."frozen_at", NEW."frozen_reason", NEW."id", NEW."identifier", NEW."lat", NEW."lon", NEW."merged_into_id", NEW."name", NEW."organisation_id", _pgh_attach_context(), clock_timestamp(), \'insert\', NEW."id", NEW."quantity", NEW."site_id", NEW."source_key", NEW."state", NEW."updated_at"); RETURN NULL;',
                    hash="24cf86c46a0de1988ad7e52ae38b40ea63710ac7",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_d6b02",
                    table="inventory_asset",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="asset",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."accessibility" IS DISTINCT FROM (NEW."accessibility") OR OLD."asset_class_id" IS DISTINCT FROM (NEW."asset_class_id") OR OLD."audience" IS DISTINCT FROM (NEW."audience") OR OLD."capacity" IS DISTINCT FROM (NEW."capacity") OR OLD."confirmed_at" IS DISTINCT FROM (NEW."confirmed_at") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."description" IS DISTINCT FROM (NEW."description") OR OLD."frozen_at" IS DISTINCT FROM (NEW."frozen_at") OR OLD."frozen_reason" IS DISTINCT FROM (NEW."frozen_reason") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."identifier" IS DISTINCT FROM (NEW."identifier") OR OLD."lat" IS DISTINCT FROM (NEW."lat") OR OLD."lon" IS DISTINCT FROM (NEW."lon") OR OLD."merged_into_id" IS DISTINCT FROM (NEW."merged_into_id") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."organisation_id" IS DISTINCT FROM (NEW."organisation_id") OR OLD."quantity" IS DISTINCT FROM (NEW."quantity") OR OLD."site_id" IS DISTINCT FROM (NEW."site_id") OR OLD."source_key" IS DISTINCT FROM (NEW."source_key") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."updated_at" IS DISTINCT FROM (NEW."updated_at"))',
                    func='INSERT INTO "inventory_assetevent" ("accessibility", "asset_class_id", "audience", "capacity", "confirmed_at", "created_at", "description", "frozen_at", "frozen_reason", "id", "identifier", "lat", "lon", "merged_into_id", "name", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quantity", "site_id", "source_key", "state", "updated_at") VALUES (NEW."accessibility", NEW."asset_class_id", NEW."audience", NEW."capacity", NEW."confirmed_at", NEW."created_at", NEW."description", NEW."frozen_at", NEW."frozen_reason", NEW."id", NEW."identifier", NEW."lat", NEW."lon", NEW."merged_into_id", NEW."name", NEW."organisation_id", _pgh_attach_context(), clock_timestamp(), \'update\', NEW."id", NEW."quantity", NEW."site_id", NEW."source_key", NEW."state", NEW."updated_at"); RETURN NULL;',
                    hash="bb4bc67cd8613cad5685a5991891444c7f175e00",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_c0711",
                    table="inventory_asset",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="asset",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "inventory_assetevent" ("accessibility", "asset_class_id", "audience", "capacity", "confirmed_at", "created_at", "description", "frozen_at", "frozen_reason", "id", "identifier", "lat", "lon", "merged_into_id", "name", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quantity", "site_id", "source_key", "state", "updated_at") VALUES (OLD."accessibility", OLD."asset_class_id", OLD."audience", OLD."capacity", OLD."confirmed_at", OLD."created_at", OLD."description", OLD."frozen_at", OLD."frozen_reason", OLD."id", OLD."identifier", OLD."lat", OLD."lon", OLD."merged_into_id", OLD."name", OLD."organisation_id", _pgh_attach_context(), clock_timestamp(), \'delete\', OLD."id", OLD."quantity", OLD."site_id", OLD."source_key", OLD."state", OLD."updated_at"); RETURN NULL;',
                    hash="d27b45367dc07ac00facd9365298cbce4802e0d3",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_b7782",
                    table="inventory_asset",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="asset",
            trigger=pgtrigger.compiler.Trigger(
                name="inventory_asset_frozen",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."frozen_at" IS NOT NULL)',
                    func="\n    IF TG_OP = 'UPDATE' AND NEW.frozen_at IS NULL THEN\n        RETURN NEW;\n    END IF;\n    RAISE EXCEPTION 'asset % is frozen', OLD.id\n        USING ERRCODE = 'check_violation', CONSTRAINT = 'inventory_asset_frozen', TABLE = 'inventory_asset';\n    ",
                    hash="68e6ab3fc5f4094961d8456cc124da5f41a533b6",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_inventory_asset_frozen_a5541",
                    table="inventory_asset",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="asset",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("frozen_at__isnull", True), ("frozen_reason", "")),
                    models.Q(("frozen_at__isnull", False), models.Q(("frozen_reason", ""), _negated=True)),
                    _connector="OR",
                ),
                name="inventory_asset_frozen_with_reason",
                violation_error_message="Dites pourquoi ce bien est tenu intact.",
            ),
        ),
        migrations.AddConstraint(
            model_name="asset",
            constraint=models.CheckConstraint(
                condition=models.Q(("merged_into__isnull", True), ("state", "archived"), _connector="OR"),
                name="inventory_asset_merged_is_archived",
                violation_error_message="Un bien fusionné reste archivé\xa0: sa fiche mène à celle qui est gardée.",
            ),
        ),
    ]
