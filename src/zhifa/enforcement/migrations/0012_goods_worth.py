"""Gains are money that is paid, goods are things handed over: each has a sum of its own.

行政处罚法 第二十八条、第五十三条、第七十四条. Worth counts with the other sums where lines of law do
(law.md 4.1 L7, 行政处罚法 第六十三条), is in no decision that confiscates no goods, and is never more
than the notice told (第四十五条).
"""

from importlib import import_module

from django.db import migrations, models

from zhifa.kernel.triggers import Guard, Install, refuse_change

guards = import_module("zhifa.enforcement.migrations.0005_decision_guards")
first = import_module("zhifa.enforcement.migrations.0002_guards")
DECISION = guards.DECISION
WORTH = "COALESCE(NEW.goods_worth, 0)"


def with_goods(condition: str) -> str:
    """A condition of lines of law that counts the goods beside gains and fine."""
    gains = guards.money("confiscation")
    return (
        condition.replace("NEW.fine + NEW.confiscation", f"NEW.fine + NEW.confiscation + {WORTH}")
        .replace("NEW.confiscation >=", f"NEW.confiscation + {WORTH} >=")
        .replace(f"+ {gains}", f"+ {gains} + {guards.money('goods_worth')}")
    )


GOODS = guards.names("goods_confiscation")
TORN = (
    f"(NEW.goods_worth IS NULL) = ({GOODS}) OR {WORTH} < 0 "
    "OR (NEW.goods_worth IS NOT NULL AND (NEW.outcome <> 'penalty' OR NEW.summary IS TRUE))"
)
BEYOND = guards.act(guards.NOTICE, f"{WORTH} > {guards.money('goods_worth')}")
UNREVIEWED = f"NOT {guards.SUMMARY} AND ({with_goods(guards.IN_SCOPE)}) AND NOT {guards.CLEARED}"
UNHEARD = f"{guards.PENALTY} AND (({with_goods(guards.UNTOLD)}) OR {guards.ASKED})"

GUARDS = [
    refuse_change(DECISION, [*first.LOCKED, "goods_worth"]),
    Guard("decision_goods_torn", DECISION, "insert", TORN),
    Guard("decision_goods_beyond", DECISION, "insert", f"{guards.PENALTY} AND {BEYOND}"),
    Guard("decision_unreviewed", DECISION, "insert", UNREVIEWED),
    Guard("decision_unheard", DECISION, "insert", UNHEARD),
]


class Migration(migrations.Migration):
    dependencies = [("enforcement", "0011_receipt")]

    operations = [
        migrations.AddField(
            model_name="decision",
            name="goods_worth",
            field=models.DecimalField(
                decimal_places=2, max_digits=18, null=True, verbose_name="没收物品货值"
            ),
        ),
        migrations.AlterField(
            model_name="decision",
            name="confiscation",
            field=models.DecimalField(decimal_places=2, max_digits=18, verbose_name="没收违法所得"),
        ),
        Install(GUARDS),
    ]
