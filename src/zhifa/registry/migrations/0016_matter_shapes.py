"""Which parts of the public lists a matter lacks, reckoned by the database, with an index.

SQLite remakes the table, and triggers of other tables speak of it: every one is sent away meanwhile.
"""

import django.db.models.expressions
from django.db import migrations, models

from zhifa.kernel.triggers import lift, stand


class Migration(migrations.Migration):
    dependencies = [
        ("registry", "0015_late_versions"),
    ]

    operations = [
        migrations.RunPython(lift, migrations.RunPython.noop),
        migrations.AddField(
            model_name="matter",
            name="shape",
            field=models.GeneratedField(
                db_persist=True,
                expression=django.db.models.expressions.CombinedExpression(
                    django.db.models.expressions.CombinedExpression(
                        django.db.models.expressions.CombinedExpression(
                            django.db.models.expressions.CombinedExpression(
                                django.db.models.expressions.CombinedExpression(
                                    django.db.models.expressions.CombinedExpression(
                                        django.db.models.expressions.CombinedExpression(
                                            django.db.models.expressions.CombinedExpression(
                                                models.Case(
                                                    models.When(
                                                        models.Q(("kind", "inspection")),
                                                        then=models.Value(1),
                                                    ),
                                                    default=models.Value(0),
                                                ),
                                                "+",
                                                models.Case(
                                                    models.When(
                                                        models.Q(("kind", "penalty")),
                                                        then=models.Value(2),
                                                    ),
                                                    default=models.Value(0),
                                                ),
                                            ),
                                            "+",
                                            models.Case(
                                                models.When(
                                                    models.Q(("duties", [])), then=models.Value(4)
                                                ),
                                                default=models.Value(0),
                                            ),
                                        ),
                                        "+",
                                        models.Case(
                                            models.When(
                                                models.Q(
                                                    ("basis_clauses", []),
                                                    ("breach_clauses", []),
                                                    ("penalty_clauses", []),
                                                ),
                                                then=models.Value(8),
                                            ),
                                            default=models.Value(0),
                                        ),
                                    ),
                                    "+",
                                    models.Case(
                                        models.When(models.Q(("tiers", [])), then=models.Value(16)),
                                        default=models.Value(0),
                                    ),
                                ),
                                "+",
                                models.Case(
                                    models.When(models.Q(("recording", [])), then=models.Value(32)),
                                    default=models.Value(0),
                                ),
                            ),
                            "+",
                            models.Case(
                                models.When(
                                    models.Q(
                                        models.Q(("inspection__has_key", "cap"), _negated=True),
                                        ("inspection__cap", None),
                                        _connector="OR",
                                    ),
                                    then=models.Value(64),
                                ),
                                default=models.Value(0),
                            ),
                        ),
                        "+",
                        models.Case(
                            models.When(
                                models.Q(
                                    models.Q(("inspection__has_key", "ratio"), _negated=True),
                                    ("inspection__ratio", ""),
                                    _connector="OR",
                                ),
                                then=models.Value(128),
                            ),
                            default=models.Value(0),
                        ),
                    ),
                    "+",
                    models.Case(
                        models.When(
                            models.Q(
                                models.Q(("inspection__has_key", "checkpoints"), _negated=True),
                                ("inspection__checkpoints", []),
                                _connector="OR",
                            ),
                            then=models.Value(256),
                        ),
                        default=models.Value(0),
                    ),
                ),
                output_field=models.PositiveSmallIntegerField(),
                verbose_name="要素标记",
            ),
        ),
        migrations.AddIndex(
            model_name="matter",
            index=models.Index(
                fields=["code", "from_on", "until_on", "shape"], name="matter_shapes"
            ),
        ),
        migrations.RunPython(stand, migrations.RunPython.noop),
    ]
