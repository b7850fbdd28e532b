"""The rules of the house, read from the source: floors, circles, disk and clock, mirrors, and what a module has."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from fnmatch import fnmatch
from functools import cache
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parent.parent
PACKAGE = PROJECT / "generator"

FLOORS = {
    "core": 0,
    "model": 1,
    "load": 2,
    "assemble": 3,
    "render": 4,
    "search": 4,
    "media": 4,
    "kinds": 5,
    "outputs": 6,
    "build": 7,
    "serve": 8,
    "cli": 9,
}

# What knows the disk, the clock, the machine, chance or the network. Rooms below `build` import none of it.
# fmt: off
OUTSIDE_WORLD = frozenset({
    "asyncio", "concurrent", "ctypes", "fcntl", "getpass", "glob", "http", "locale", "mmap",
    "multiprocessing", "os", "pathlib", "platform", "random", "secrets", "select", "shutil", "signal",
    "socket", "sqlite3", "subprocess", "tempfile", "threading", "time", "urllib.request",
})
# fmt: on
OUTSIDE_WORLD_ALLOWED = {
    # The type of an output that `build` copies from disk; nothing is opened.
    "model/page.py": {"pathlib"},
    "outputs/plan.py": {"pathlib"},
}
CLOCK_AND_DISK_CALLS = re.compile(
    r"\b(?:datetime|date)\.(?:now|today|utcnow)\(|\buuid[14]\b"
    r"|\.(?:read_bytes|read_text|write_bytes|write_text|stat|exists|is_file|is_dir|iterdir|r?glob|resolve|mkdir)\("
)

# Modules without logic: what they hold is checked where it is used.
WITHOUT_LOGIC = {
    "model/asset.py",
    "model/card.py",
    "model/config.py",
    "model/kind.py",
    "model/page.py",
    "model/search_text.py",
    "model/settings.py",
    "model/source.py",
    "model/transcript.py",
    "render/contract.py",
    "render/contract_parts.py",
}
WITHOUT_LOGIC_ROOMS = ("core/codes/",)

MAX_LINES = 450


def _modules(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*.py") if "__pycache__" not in path.parts)


MODULES = _modules(PACKAGE)
IN_ROOMS = [path for path in MODULES if path.parent != PACKAGE]
OUR_PYTHON = [*MODULES, *_modules(PROJECT / "tests"), *_modules(PROJECT / "benchmarks")]


def _name(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def _room(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0]


def _dotted(path: Path) -> str:
    parts = path.relative_to(PROJECT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


BY_NAME = {_dotted(path): path for path in MODULES}


@cache
def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def _imports(path: Path) -> Iterator[tuple[int, str]]:
    """Yield the line and the dotted name of everything a module imports, wherever the import stands."""
    package = _dotted(path) if path.name == "__init__.py" else _dotted(path).rpartition(".")[0]
    for node in ast.walk(_tree(path)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                above = package.split(".")[: len(package.split(".")) - node.level + 1]
                base = ".".join([*above, base] if base else above)
            for alias in node.names:
                whole = f"{base}.{alias.name}"
                yield node.lineno, whole if whole in BY_NAME else base


def _lines(path: Path, pattern: re.Pattern[str]) -> list[str]:
    text = path.read_text(encoding="utf-8")
    return [
        f"{path.relative_to(PROJECT)}:{number}: {line.strip()}"
        for number, line in enumerate(text.splitlines(), 1)
        if pattern.search(line)
    ]


def test_every_room_has_its_floor() -> None:
    assert {_room(path) for path in IN_ROOMS} <= set(FLOORS)


def test_imports_only_go_down() -> None:
    wrong = []
    for path in IN_ROOMS:
        room = _room(path)
        for line, target in _imports(path):
            parts = target.split(".")
            if parts[0] != "generator" or len(parts) == 1 or parts[1] == room:
                continue
            if FLOORS.get(parts[1], -1) >= FLOORS[room]:
                wrong.append(f"{_name(path)}:{line} imports {target}")
    assert wrong == []


def test_no_imports_in_a_circle() -> None:
    graph = {
        name: sorted({target for _, target in _imports(path) if target in BY_NAME and target != name})
        for name, path in BY_NAME.items()
    }
    done: set[str] = set()
    circles: list[str] = []

    def visit(name: str, way: tuple[str, ...]) -> None:
        if name in way:
            circles.append(" → ".join([*way[way.index(name) :], name]))
        elif name not in done:
            for target in graph[name]:
                visit(target, (*way, name))
            done.add(name)

    for name in sorted(graph):
        visit(name, ())
    assert circles == []


def test_only_build_and_serve_know_the_world_outside() -> None:
    wrong = []
    for path in IN_ROOMS:
        if FLOORS[_room(path)] >= FLOORS["build"]:
            continue
        allowed = OUTSIDE_WORLD_ALLOWED.get(_name(path), set())
        for line, target in _imports(path):
            known = next((name for name in sorted(OUTSIDE_WORLD) if f"{target}.".startswith(f"{name}.")), None)
            if known and known not in allowed:
                wrong.append(f"{_name(path)}:{line} imports {target}")
        wrong += [
            f"{_name(path)}:{node.lineno} opens a file"
            for node in ast.walk(_tree(path))
            if isinstance(node, ast.Call) and ast.unparse(node.func) in {"open", "io.open"}
        ]
        wrong += _lines(path, CLOCK_AND_DISK_CALLS)
    assert wrong == []


def test_only_the_command_line_prints() -> None:
    wrong = []
    for path in IN_ROOMS:
        if _room(path) == "cli":
            continue
        for node in ast.walk(_tree(path)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print":
                wrong.append(f"{_name(path)}:{node.lineno} prints")
            elif isinstance(node, ast.Attribute) and node.attr in {"stdout", "stderr"} and _is_sys(node.value):
                wrong.append(f"{_name(path)}:{node.lineno} uses sys.{node.attr}")
    assert wrong == []


def _is_sys(node: ast.expr) -> bool:
    return isinstance(node, ast.Name) and node.id == "sys"


def test_no_fault_is_swallowed() -> None:
    wrong = []
    for path in MODULES:
        for node in ast.walk(_tree(path)):
            if isinstance(node, ast.ExceptHandler) and _catches_all(node.type) and _does_nothing(node.body):
                wrong.append(f"{_name(path)}:{node.lineno} swallows every fault")
            if (
                isinstance(node, ast.Call)
                and "suppress" in ast.unparse(node.func)
                and any(map(_catches_all, node.args))
            ):
                wrong.append(f"{_name(path)}:{node.lineno} suppresses every fault")
    assert wrong == []


def _catches_all(caught: ast.expr | None) -> bool:
    names = caught.elts if isinstance(caught, ast.Tuple) else [caught]
    return any(name is None or ast.unparse(name) in {"Exception", "BaseException"} for name in names)


def _does_nothing(body: list[ast.stmt]) -> bool:
    return all(
        isinstance(step, ast.Pass | ast.Continue)
        or (isinstance(step, ast.Expr) and isinstance(step.value, ast.Constant))
        for step in body
    )


@pytest.mark.parametrize("path", IN_ROOMS, ids=_name)
def test_each_file_has_its_test(path: Path) -> None:
    name = _name(path)
    if path.name == "__init__.py" or name in WITHOUT_LOGIC or name.startswith(WITHOUT_LOGIC_ROOMS):
        return
    mirror = PROJECT / "tests" / path.relative_to(PACKAGE).parent / f"test_{path.name}"
    assert mirror.is_file(), f"generator/{name} has no {mirror.relative_to(PROJECT)}"


@pytest.mark.parametrize("name", sorted(WITHOUT_LOGIC))
def test_a_file_without_a_test_has_no_logic(name: str) -> None:
    loops = [
        node
        for node in ast.walk(_tree(PACKAGE / name))
        if isinstance(node, ast.If | ast.For | ast.While | ast.Try | ast.Raise | ast.Match)
    ]
    assert [f"{name}:{node.lineno}" for node in loops] == []


@pytest.mark.parametrize("path", OUR_PYTHON, ids=lambda path: path.relative_to(PROJECT).as_posix())
def test_each_file_says_its_rule_and_is_short(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    is_test = path.is_relative_to(PROJECT / "tests")
    assert is_test or ast.get_docstring(_tree(path)), "The module has no docstring."
    assert len(text.splitlines()) <= MAX_LINES


def test_nothing_is_left_to_do() -> None:
    marker = re.compile(r"\b(?:TO" + r"DO|FIX" + r"ME|X" + r"XX)\b")
    styles = [path for path in (PROJECT / "themes").rglob("*") if path.suffix in {".html", ".css", ".js", ".yaml"}]
    assert [line for path in [*OUR_PYTHON, *sorted(styles)] for line in _lines(path, marker)] == []


def test_no_test_is_skipped() -> None:
    skips = re.compile(r"pytest\.(?:mark\.)?(?:skip|xfail|importor" + r"skip)|@unittest\.skip")
    wrong = [line for path in _modules(PROJECT / "tests") for line in _lines(path, skips) if "re.compile" not in line]
    assert wrong == []


def test_no_folder_of_tests_is_left_out(request: pytest.FixtureRequest) -> None:
    left_out = request.config.getini("norecursedirs")
    folders = {file.parent.relative_to(PROJECT) for file in (PROJECT / "tests").rglob("test_*.py")}
    names = {name for folder in folders for name in folder.parts}
    assert "build" in names
    assert not [name for name in names for pattern in left_out if fnmatch(name, pattern)]
