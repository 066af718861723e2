"""What `zveno` understands, in Russian and without loading Django."""

from __future__ import annotations

import argparse
import sys
from typing import Any, NoReturn

from zveno import __version__

_ENGLISH = {
    "the following arguments are required: ": "не хватает: ",
    "unrecognized arguments: ": "не понимаю: ",
    "expected one argument": "нужно значение",
    "invalid int value: ": "нужно целое число, а не ",
    "invalid choice: ": "нет такого: ",
    "(choose from ": "(есть ",
    "argument ": "",
}


class _Formatter(argparse.RawDescriptionHelpFormatter):
    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, "Использование: " if prefix is None else prefix)


class Parser(argparse.ArgumentParser):
    """argparse that speaks Russian and ends with exit code 2 and one sentence."""

    def __init__(self, **options: object) -> None:
        super().__init__(
            formatter_class=_Formatter,
            add_help=False,
            allow_abbrev=False,
            **options,  # type: ignore[arg-type]
        )
        self._positionals.title = "Что"
        self._optionals.title = "Как"
        self.add_argument("-h", "--help", action="help", help="показать эту справку")

    def error(self, message: str) -> NoReturn:
        for english, russian in _ENGLISH.items():
            message = message.replace(english, russian)
        sys.stderr.write(f"{message}\nСправка: {self.prog} --help\n")
        sys.exit(2)


COMMANDS = {
    "serve": "сервер: страницы и фоновые задания",
    "worker": "только фоновые задания (на отдельном узле)",
    "migrate": "привести базу данных к этой версии",
    "demo": "демонстрационный округ на этой машине",
    "backup": "копия базы и файлов работающего сервера",
    "restore": "вернуть копию, сюда или на другую машину и базу",
    "doctor": "проверить установку и целость данных",
    "bench": "измерить быстродействие",
    "create-admin": "первый администратор",
}
# Asked by other commands, in a process of their own; not shown in the help.
HIDDEN = ("load_demo",)
EPILOG = """\
Настройки берутся из окружения: ZVENO_HOME (папка данных), DATABASE_URL (PostgreSQL вместо
встроенной SQLite) и другие – docs/operations.md. Подробнее о команде: zveno КОМАНДА --help.
Прочие слова понимает Django: zveno shell, zveno makemigrations.
"""


def parser() -> Parser:
    root = Parser(prog="zveno", description="«Звено» – рабочее место сети «школа – колледж – предприятие».",
                  epilog=EPILOG)  # fmt: skip
    root.add_argument("--version", action="version", version=__version__, help="показать версию")
    commands = root.add_subparsers(
        dest="command", metavar="КОМАНДА", title="Команды", required=True, parser_class=Parser
    )
    made = {
        name: commands.add_parser(name, help=says, description=f"zveno {name}: {says}.")
        for name, says in COMMANDS.items()
    }
    for name in HIDDEN:
        commands.add_parser(name)
    _address(made["serve"])
    made["serve"].add_argument(
        "--no-worker",
        action="store_true",
        help="без фоновых заданий: их исполняет zveno worker на другом узле",
    )
    _address(made["demo"])
    made["demo"].add_argument("--reset", action="store_true", help="начать заново, прежние данные стереть")
    made["migrate"].add_argument("where", nargs="*", metavar="ПРИЛОЖЕНИЕ МИГРАЦИЯ", help="только до неё")
    made["demo"].add_argument("--load-only", action="store_true", help="только подготовить, не запускать")
    made["backup"].add_argument(
        "file", metavar="ФАЙЛ", help="куда писать; если это папка, имя файла – по дате и времени"
    )
    restore = made["restore"]
    restore.add_argument("file", metavar="ФАЙЛ", help="копия, сделанная zveno backup")
    restore.add_argument("--replace", action="store_true", help="заменить данные, которые здесь уже есть")
    restore.add_argument("--check", action="store_true", help="только проверить копию, ничего не менять")
    made["doctor"].add_argument("--json", action="store_true", help="ответ для программ: объект в строке")
    made["doctor"].add_argument(
        "--only", default="", metavar="НАЧАЛО", help="только проверки, имя которых так начинается"
    )
    bench = made["bench"]
    bench.add_argument("--only", default="", metavar="НАЧАЛО", help="только измерения с таким началом имени")
    bench.add_argument("--full", action="store_true", help="полные размеры, долго")
    bench.add_argument("--json", action="store_true", help="объект в строке вместо таблицы")
    admin = made["create-admin"]
    admin.add_argument("--email", help="электронная почта (или ZVENO_ADMIN_EMAIL); без неё спросит")
    admin.add_argument("--name", help="«Фамилия Имя Отчество»")
    admin.add_argument("--organisation", help="краткое наименование организации, где он работает")
    admin.add_argument("--region", help="регион")
    admin.add_argument("--municipality", help="муниципальное образование")
    admin.epilog = (
        "Пароль спрашивается, либо берётся из ZVENO_ADMIN_PASSWORD. Повторный вызов ничего не портит."
    )
    return root


def _address(command: Parser) -> None:
    command.add_argument("--host", default="127.0.0.1", help="на каком адресе слушать (обычно 127.0.0.1)")
    command.add_argument("--port", type=int, default=8000, help="на каком порту (обычно 8000)")
