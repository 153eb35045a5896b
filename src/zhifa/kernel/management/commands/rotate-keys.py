"""`zhifa rotate-keys`: personal data under a new key."""  # noqa: N999 - the command's name

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils.timezone import now

from zhifa.kernel import events, journal, rotation
from zhifa.kernel.access import SYSTEM
from zhifa.kernel.fields import Unreadable
from zhifa.kernel.worker import SUBJECT


class Command(BaseCommand):
    """Put the new key first in ZHIFA_FIELD_KEYS, run this, then take the old key out."""

    help = "用 ZHIFA_FIELD_KEYS 中的第一把密钥重新加密全部个人信息列。可以中断后再次运行。"

    def handle(self, *args: Any, **options: Any) -> None:
        total = 0
        for column in rotation.columns():
            done = 0
            try:
                for step in rotation.rotate(column):
                    done += step
            except Unreadable as fault:
                message = f"{column} 中有一个值解不开：{fault}。请补上写入它的密钥后再运行。"
                raise CommandError(message) from fault
            except DatabaseError as fault:
                message = f"{column} 未能写入：{fault}。请以表的所有者身份运行。"
                raise CommandError(message) from fault
            total += done
            self.stdout.write(f"{column}：重新加密 {done} 个值")
        if total:
            event = events.KeysRotated(rotation.current(), total)
            journal.record(event, subject=SUBJECT, by=SYSTEM, at=now())
        self.stdout.write(f"全部已用密钥 {rotation.current()} 加密。旧密钥可以从配置中移除。")
