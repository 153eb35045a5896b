import datetime
from itertools import pairwise
from unicodedata import normalize

import django.db.models.deletion
from django.apps.registry import Apps
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

DONE = ("closed", "archived", "not_filed")
BATCH = 2000
# SQLite: an index over the words that keeps no text of its own, kept in step by triggers
SQLITE = [
    (
        "CREATE VIRTUAL TABLE enforcement_casewords_index USING fts5(words, "
        "content = 'enforcement_casewords', content_rowid = 'id', detail = 'none', columnsize = 0, "
        'tokenize = "unicode61 remove_diacritics 0")'
    ),
    (
        "CREATE TRIGGER casewords_added AFTER INSERT ON enforcement_casewords BEGIN "
        "INSERT INTO enforcement_casewords_index (rowid, words) VALUES (NEW.id, NEW.words); END"
    ),
    (
        "CREATE TRIGGER casewords_changed AFTER UPDATE OF words ON enforcement_casewords BEGIN "
        "INSERT INTO enforcement_casewords_index (enforcement_casewords_index, rowid, words) "
        "VALUES ('delete', OLD.id, OLD.words); "
        "INSERT INTO enforcement_casewords_index (rowid, words) VALUES (NEW.id, NEW.words); END"
    ),
    (
        "CREATE TRIGGER casewords_removed AFTER DELETE ON enforcement_casewords BEGIN "
        "INSERT INTO enforcement_casewords_index (enforcement_casewords_index, rowid, words) "
        "VALUES ('delete', OLD.id, OLD.words); END"
    ),
]
# PostgreSQL: the words as they are, no parser and no dictionary in between
POSTGRESQL = [
    (
        "ALTER TABLE enforcement_casewords ADD COLUMN parts tsvector "
        "GENERATED ALWAYS AS (array_to_tsvector(string_to_array(words, ' '))) STORED"
    ),
    "CREATE INDEX enforcement_casewords_gin ON enforcement_casewords USING gin (parts)",
]


def lay(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    for statement in POSTGRESQL if editor.connection.vendor == "postgresql" else SQLITE:
        editor.execute(statement)


def lift(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    if editor.connection.vendor == "sqlite":
        editor.execute("DROP TABLE enforcement_casewords_index")


def words(agency_id: int, title: str) -> str:
    text = "".join(c for c in normalize("NFKC", title).lower() if c.isalnum())
    cut = dict.fromkeys(a + b for a, b in pairwise(text))
    return " ".join((f"agency{agency_id}", *cut))


def fill(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    officer, holding = (apps.get_model("enforcement", n) for n in ("CaseOfficer", "Holding"))
    case, found_by = (apps.get_model("enforcement", n) for n in ("Case", "CaseWords"))
    rows = case.objects.order_by("pk").values_list("pk", "agency_id", "title")
    found_by.objects.bulk_create(
        (found_by(case_id=pk, words=words(agency, title)) for pk, agency, title in rows.iterator()),
        batch_size=BATCH,
    )
    held = officer.objects.filter(until_on=None).select_related("case").order_by("pk")
    holding.objects.bulk_create(
        (
            holding(
                case_id=o.case_id,
                user_id=o.user_id,
                stage=o.case.stage,
                nearest_on=o.case.nearest_on,
                open=o.case.stage not in DONE,
            )
            for o in held.iterator()
        ),
        batch_size=BATCH,
        ignore_conflicts=True,
    )


class Migration(migrations.Migration):
    dependencies = [
        ("enforcement", "0002_guards"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                fields=["agency", "number"],
                name="case_by_own_number",
                opclasses=["int8_ops", "varchar_pattern_ops"],
            ),
        ),
        migrations.CreateModel(
            name="CaseWords",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("words", models.TextField(verbose_name="检索词")),
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="enforcement.case",
                        verbose_name="案件",
                    ),
                ),
            ],
            options={"verbose_name": "案由检索词", "verbose_name_plural": "案由检索词"},
        ),
        migrations.CreateModel(
            name="Holding",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("stage", models.CharField(max_length=30, verbose_name="环节")),
                (
                    "nearest_on",
                    models.DateField(default=datetime.date(9999, 12, 31), verbose_name="最近期限"),
                ),
                ("open", models.BooleanField(verbose_name="未办结")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="holdings",
                        to="enforcement.case",
                        verbose_name="案件",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="承办人",
                    ),
                ),
            ],
            options={
                "verbose_name": "在办清单",
                "verbose_name_plural": "在办清单",
                "indexes": [
                    models.Index(fields=["user", "nearest_on", "case"], name="holding_by_deadline"),
                    models.Index(
                        fields=["user", "stage", "nearest_on", "case"], name="holding_by_stage"
                    ),
                    models.Index(
                        condition=models.Q(("open", True)),
                        fields=["user", "nearest_on", "case"],
                        name="holding_open",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("case", "user"), name="holding_once")
                ],
            },
        ),
        migrations.RunPython(lay, lift),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
