from typing import Any

from django.core.management.base import BaseCommand

from zhifa.records import reads


class Command(BaseCommand):
    help = "Print docs/templates.md: every paper with the facts it must be given"

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(reads.guide(), ending="")
