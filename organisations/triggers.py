"""How a change of any table moves the revision of the organisations that it concerns.

A statement trigger writes down which organisations the changed rows concern (`organisations_change`);
a deferred constraint trigger settles at commit: it locks those organisations in the order of their
ids, adds one to each revision and empties its entries. So a transaction moves a revision once, holds
the locks only while it commits, and two transactions that cross cannot deadlock.
"""

import pgtrigger

from core.triggers import Statement, acyclic

NOTE_CHANGE = """
INSERT INTO organisations_change (organisation_id, transaction)
SELECT concerned.organisation_id, pg_current_xact_id()::text::bigint
FROM (WITH changed AS ({{changed}}) {concerned}) AS concerned
WHERE concerned.organisation_id IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM organisations_change c
    WHERE c.organisation_id = concerned.organisation_id AND c.transaction = pg_current_xact_id()::text::bigint
)
GROUP BY concerned.organisation_id;
"""

# What it does is a function of the database (`migrations/0002_settle_before_trees.py`), because the
# second look at trees needs it done before.
SETTLE = "PERFORM organisations_settle();"


def concerns(query: str, *, passive: tuple[str, ...] = ()) -> list[pgtrigger.Trigger]:
    """Moves the revision of the organisations that `query` finds for the rows in `changed`.

    The query yields `organisation_id`, nulls and repetitions allowed; `passive` columns do not count.
    """
    sql = NOTE_CHANGE.format(concerned=query)
    return [
        Statement(name=f"concerns_{operation}".lower(), operation=operation, sql=sql, passive=passive)
        for operation in (pgtrigger.Insert, pgtrigger.Update, pgtrigger.Delete)
    ]


def tree(name: str, table: str, *, label: str) -> list[pgtrigger.Trigger]:
    """Parents form no loops, whatever other transactions do meanwhile."""
    return acyclic(name, table, label=label, before=SETTLE)


settle = pgtrigger.Trigger(
    name="settle",
    when=pgtrigger.After,
    operation=pgtrigger.Insert,
    timing=pgtrigger.Deferred,
    func=f"""
    {SETTLE}
    RETURN NULL;
""",
)
