from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

MAKE = {
    "sqlite": [
        'CREATE VIRTUAL TABLE registry_article_words USING fts5(words, tokenize = "unicode61 remove_diacritics 0")'
    ],
    "postgresql": [
        "CREATE TABLE registry_article_words (article_id bigint PRIMARY KEY, words tsvector NOT NULL)",
        "CREATE INDEX registry_article_words_gin ON registry_article_words USING gin (words)",
    ],
}


def make(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    for statement in MAKE[editor.connection.vendor]:
        editor.execute(statement)


def drop(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    editor.execute("DROP TABLE registry_article_words")


class Migration(migrations.Migration):
    dependencies = [("registry", "0001_initial")]
    operations = [migrations.RunPython(make, drop)]
