"""What bodies were, who took over, letters of mandate and photos stay as they were written."""

from django.db import migrations

from zhifa.kernel.triggers import Install, frozen

GUARDS = [
    *frozen("agencies_formerfacts"),
    *frozen("agencies_formername"),
    *frozen("agencies_succession"),
    *frozen("agencies_mandateletter"),
    *frozen("agencies_portrait"),
]


class Migration(migrations.Migration):
    dependencies = [("agencies", "0001_tables")]
    operations = [
        Install(GUARDS),
    ]
