"""`zhifa grants`: the rights of the application's database role."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection, transaction

from zhifa.kernel import grants

WHY_NOT = {
    "absent": "数据库中没有角色 {role}。请先建立：create role {role} login password '…'。",
    "superuser": "角色 {role} 是超级用户，任何限制对它无效。请另建一个普通角色。",
    "owner": "角色 {role} 拥有数据表，能停用触发器。请让另一个角色拥有数据表。",
}


class Command(BaseCommand):
    """Prints the statements; with --execute runs them, as the owner, in one transaction."""

    help = "给应用的 PostgreSQL 角色授权：可查、可增、可改；受保护的表不可删、不可清空。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--role", required=True, help="应用连接数据库所用的角色，如 zhifa_app")
        parser.add_argument("--execute", action="store_true", help="执行，而不只是列出")

    def handle(self, *args: Any, **options: Any) -> None:
        role: str = options["role"]
        if connection.vendor != "postgresql":
            self.stdout.write("SQLite 没有角色，不需要授权；不可改、不可删由数据库中的触发器保证。")
            return
        why = grants.obstacle(role)
        if why and (options["execute"] or why != "absent"):
            raise CommandError(WHY_NOT[why].format(role=role))
        with transaction.atomic(), connection.cursor() as cursor:
            for statement in grants.statements(role):
                if options["execute"]:
                    cursor.execute(statement)
                else:
                    self.stdout.write(f"{statement};")
        if options["execute"]:
            self.stdout.write(f"已授权给 {role}。每次升级数据库结构后请再运行一次。")
