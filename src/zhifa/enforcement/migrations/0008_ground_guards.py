"""No penalty is decided for a ground of the law, the one that was reported and no other.

行政处罚法 第三十条、第三十一条、第三十三条、第三十六条、第三十七条、第五十七条 (law.md 1.1). Where the
report proposed a penalty, and what the party answered or the hearing showed that none is due, it
names no ground; the step that decides does.
"""

from importlib import import_module

from django.db import migrations

from zhifa.kernel.triggers import Guard, Install

before = import_module("zhifa.enforcement.migrations.0005_decision_guards")
KNOWN = (
    "minor_breach_waiver",
    "first_breach_waiver",
    "no_fault_waiver",
    "underage_exemption",
    "incapacity_exemption",
    "time_barred",
    "breach_unproven",
    "no_longer_punished",
)
LISTED = ", ".join(f"'{ground}'" for ground in KNOWN)
SAME = "COALESCE(a.facts ->> 'ground', '') = NEW.ground"
REPORTED = before.act("'conclude'", f"a.facts ->> 'outcome' <> 'no_penalty' OR {SAME}")
TOLD = (
    "EXISTS (SELECT 1 FROM enforcement_act a WHERE a.id = NEW.act_id "  # noqa: S608 - our own names
    f"AND a.case_id = NEW.case_id AND {SAME})"
)
UNGROUNDED = (
    f"(NEW.outcome = 'no_penalty' AND (NEW.ground NOT IN ({LISTED}) "
    f"OR NOT {REPORTED} OR NOT {TOLD})) OR (NEW.outcome = 'penalty' AND NEW.ground <> '')"
)
GUARDS = [Guard("decision_ungrounded", "enforcement_decision", "insert", UNGROUNDED)]


class Migration(migrations.Migration):
    dependencies = [("enforcement", "0007_change_guards")]
    operations = [
        Install(GUARDS),
    ]
