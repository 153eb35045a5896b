"""`zhifa icons`: draw the icon sprite from the icons that pages name."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from zhifa.web import navigation, sprite
from zhifa.web.templatetags import zf


class Command(BaseCommand):
    help = "Draw the icon sprite var/static/zf/img/icons.svg from @tabler/icons."
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        icons = settings.BASE_DIR / "node_modules/@tabler/icons/icons/outline"
        listed = {row[1] for row in navigation.BAR}
        listed |= {*zf.NOTE_ICONS.values(), *zf.GATE_ICONS.values()}
        wanted = sprite.names(settings.BASE_DIR / "src") | listed
        if absent := sprite.missing(wanted, icons):
            raise CommandError(f"@tabler/icons 没有这些图标：{'、'.join(absent)}")
        target = settings.VAR / sprite.PLACE
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(sprite.sprite(wanted, icons), encoding="utf-8")
        self.stdout.write(f"{len(wanted)} 个图标已写入 {target.relative_to(settings.VAR)}")
