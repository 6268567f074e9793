"""The answers about access, kept by the database where the search reads them.

A place answers for all that stands there, an asset for itself. The search tests ``Asset.details`` only: a trigger
keeps there, under one reserved key, the answers that hold, whoever writes and by whatever way.
"""

import pgtrigger

from maillon.sharing.inventory.models.assets import Asset, Site

# The row of the place is held: what it answers meanwhile is either read here or told to this asset afterwards.
HELD_ANSWERS = pgtrigger.Trigger(
    name="inventory_asset_access",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.UpdateOf("site_id", "access", "details"),
    declare=[("held", "jsonb")],
    func="""
    SELECT site.access || NEW.access INTO held FROM inventory_site site WHERE site.id = NEW.site_id FOR SHARE;
    NEW.details := NEW.details - '@access';
    IF held IS NOT NULL AND held <> '{}'::jsonb THEN
        NEW.details := NEW.details || jsonb_build_object('@access', held);
    END IF;
    RETURN NEW;
    """,
)
TOLD_TO_ASSETS = pgtrigger.Trigger(
    name="inventory_site_access",
    when=pgtrigger.After,
    operation=pgtrigger.UpdateOf("access"),
    condition=pgtrigger.AnyChange("access"),
    func="""
    UPDATE inventory_asset SET access = access WHERE site_id = NEW.id;
    RETURN NULL;
    """,
)
pgtrigger.register(HELD_ANSWERS)(Asset)
pgtrigger.register(TOLD_TO_ASSETS)(Site)
