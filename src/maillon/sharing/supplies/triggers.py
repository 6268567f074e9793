"""What the database does by itself: the stock follows the movements, and no movement is ever rewritten."""

# ruff: noqa: S608  (the words put in these texts are those of this file)

import pgtrigger

from maillon.sharing.supplies.units import WHOLE


def _refusal(condition: str, name: str, table: str) -> str:
    """Return the lines of a trigger that refuse under the name of a constraint."""
    return f"""
    IF {condition} THEN
        RAISE EXCEPTION '{name}' USING ERRCODE = 'check_violation', CONSTRAINT = '{name}', TABLE = '{table}';
    END IF;
    """


# Only a movement changes a stock: whoever writes, and by whatever way, what stands is the sum of the movements.
FOLLOWS_MOVEMENTS = pgtrigger.Trigger(
    name="supplies_stock_follows",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
    func=_refusal("pg_trigger_depth() < 2", "supplies_stock_follows", "supplies_stock")
    + "IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW;",
)

_WHOLE_SQL = ", ".join(f"'{one}'" for one in WHOLE)
# Before a movement is written: it makes sense for its article, then the stock follows. The stock's own row is locked
# by its update, so that movements of one stock pass one after the other; its check has the last word.
MOVES_THE_STOCK = pgtrigger.Trigger(
    name="supplies_movement_moves",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert,
    func=_refusal(
        """NOT EXISTS (
        SELECT 1 FROM supplies_article AS article
        JOIN inventory_site AS site ON site.organisation_id = article.organisation_id
        WHERE article.id = NEW.article_id AND site.id = NEW.site_id
    )""",
        "supplies_movement_own_site",
        "supplies_movement",
    )
    + _refusal(
        f"""NEW.amount <> trunc(NEW.amount) AND EXISTS (
        SELECT 1 FROM supplies_article WHERE id = NEW.article_id AND unit IN ({_WHOLE_SQL})
    )""",
        "supplies_movement_whole",
        "supplies_movement",
    )
    + _refusal(
        """NEW.corrects_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM supplies_movement AS wrong
        WHERE wrong.id = NEW.corrects_id AND wrong.article_id = NEW.article_id AND wrong.site_id = NEW.site_id
            AND wrong.amount = -NEW.amount AND wrong.corrects_id IS NULL
    )""",
        "supplies_movement_opposite",
        "supplies_movement",
    )
    + """
    INSERT INTO supplies_stock (article_id, site_id, quantity) VALUES (NEW.article_id, NEW.site_id, 0)
        ON CONFLICT (article_id, site_id) DO NOTHING;
    UPDATE supplies_stock SET quantity = quantity + NEW.amount
        WHERE article_id = NEW.article_id AND site_id = NEW.site_id
        RETURNING quantity INTO NEW.balance;
    RETURN NEW;
    """,
)
# A movement is never changed nor deleted. Who wrote it may be forgotten (Loi 25): only that.
NEVER_REWRITTEN = pgtrigger.Trigger(
    name="supplies_movement_kept",
    when=pgtrigger.Before,
    operation=pgtrigger.Update | pgtrigger.Delete,
    func="""
    IF TG_OP = 'UPDATE' AND NEW.by_id IS NULL AND to_jsonb(NEW) - 'by_id' = to_jsonb(OLD) - 'by_id' THEN
        RETURN NEW;
    END IF;
    """
    + _refusal("TRUE", "supplies_movement_kept", "supplies_movement"),
)
# What leaves one site arrives at another, in the same transaction.
TWO_LEGS = pgtrigger.Trigger(
    name="supplies_movement_two_legs",
    when=pgtrigger.After,
    operation=pgtrigger.Insert,
    timing=pgtrigger.Deferred,
    condition=pgtrigger.Q(new__kind="transferred"),
    func=_refusal(
        """(
        SELECT count(*) <> 2 OR sum(amount) <> 0 FROM supplies_movement
        WHERE article_id = NEW.article_id AND gesture = NEW.gesture AND kind = 'transferred'
    )""",
        "supplies_movement_two_legs",
        "supplies_movement",
    )
    + "RETURN NULL;",
)
