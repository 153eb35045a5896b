from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

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


class Migration(migrations.Migration):
    dependencies = [("enforcement", "0002_guards")]
    operations = [
        migrations.RunPython(lay, lift),
    ]
