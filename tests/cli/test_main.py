from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from generator import __version__
from generator.cli.main import COMMANDS
from tests.cli.conftest import Portal
from tests.signals import heed_ctrl_c

HEAVY = (
    "rich",
    "pydantic",
    "jinja2",
    "markdown",
    "babel",
    "starlette",
    "uvicorn",
    "watchdog",
    "PIL",
    "yaml",
    "asyncio",
)


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys\n"
        "from generator.cli.main import main\n"
        "assert main(['--help']) == 0\n"
        "for command in ('init', 'new', 'check', 'build', 'serve', 'why', 'explain'):\n"
        "    assert main([command, '--help']) == 0\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules])\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_the_commands_are_those_of_the_contract_in_this_order(portal: Portal) -> None:
    assert [command.name for command in COMMANDS] == ["init", "new", "check", "build", "serve", "why", "explain"]
    code, out, _ = portal("--help")
    assert code == 0
    places = [out.index(f"\n  {command.name} ") for command in COMMANDS]
    assert places == sorted(places)


def test_every_option_is_explained() -> None:
    for command in COMMANDS:
        assert command.help
        assert command.short_help
        for parameter in command.params:
            assert parameter.param_type_name == "argument" or getattr(parameter, "help", None), parameter.name


def test_version(portal: Portal) -> None:
    assert portal("--version") == (0, f"cluster-portal {__version__}\n", "")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["biuld"], "There is no command `biuld`. Did you mean `portal build`?"),
        (["publish"], "The commands are init, new, check, build, serve, why, explain."),
        (["build", "--draft"], "--drafts"),
        (["check", "--fromat", "json"], "--format"),
        (["check", "--format", "xml"], "'full', 'concise', 'json', 'github'"),
        (["build", "--jobs", "many"], "'many' is not a valid integer"),
        (["build", "--jobs", "0"], "--jobs"),
        (["serve", "--port", "99999"], "--port"),
        (["new"], "Missing argument 'KIND'"),
        (["check", "--root", "."], "portal --root … check"),
        (["--root", "nowhere", "check"], "There is no folder `nowhere`."),
        (["check"], "There is no portal here"),
        (["build"], "`portal init my-portal`"),
        (["serve"], "There is no portal here"),
        (["explain", "E99999"], "There is no diagnostic `E99999`."),
    ],
)
def test_wrong_usage_is_told_in_plain_words(portal: Portal, arguments: list[str], says: str) -> None:
    code, out, err = portal(*arguments)
    assert code == 2
    assert out == ""
    assert says in err
    assert "Traceback" not in err


def test_root_stands_before_the_command(portal: Portal, starter: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir("/")
    code, out, _ = portal("--root", str(starter), "check")
    assert (code, out) == (0, "No problems found.\n")


def test_a_fault_of_ours_is_one_line_and_a_file(portal: Portal, starter: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import generator.build.pipeline

    def broken(*_: object) -> None:
        raise KeyError("a secret\nof ours")

    monkeypatch.setattr(generator.build.pipeline, "check", broken)
    code, out, err = portal("check")
    assert (code, out) == (3, "")
    assert err.startswith("This is a fault of cluster-portal, not yours: KeyError: ")
    assert "Traceback" not in err
    (file,) = (starter / ".portal").glob("fault-*.txt")
    assert str(file) in err
    assert "Traceback (most recent call last)" in file.read_text(encoding="utf-8")


def test_ctrl_c_ends_with_130(portal: Portal, starter: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import generator.build.pipeline

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(generator.build.pipeline, "check", interrupted)
    code, _, err = portal("check")
    assert code == 130
    assert err.endswith("Stopped.\n")


def test_a_reader_that_goes_away_is_no_fault(starter: Path) -> None:
    # `portal explain | head -1`
    command = [sys.executable, "-m", "generator.cli.main", "explain"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=Path(__file__).parent.parent.parent
    ) as process:
        assert process.stdout is not None and process.stderr is not None
        process.stdout.close()
        err = process.stderr.read()
    assert b"Traceback" not in err
    assert b"fault" not in err


def test_a_terminal_without_our_letters_gets_question_marks(starter: Path) -> None:
    (starter / "content/rimu/pages/about.md").write_text("---\ntitle: Tūī\ntgas: [tūī]\n---\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "generator.cli.main", "--root", str(starter), "check"],
        cwd=Path(__file__).parent.parent.parent,
        env={**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"},
        capture_output=True,
    )
    assert b"tgas: [t??]" in done.stdout
    assert b"Traceback" not in done.stderr
    assert done.returncode in (0, 1)


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_ctrl_c_in_a_terminal_ends_all_processes_without_a_traceback(starter: Path, jobs: str) -> None:
    many = starter / "content/rimu/pages"
    for number in range(400):
        (many / f"p{number}.md").write_text(f"---\ntitle: Page {number}\n---\n\nWords.\n", encoding="utf-8")
    with subprocess.Popen(
        [sys.executable, "-m", "generator.cli.main", "--root", str(starter), "build", "--jobs", jobs],
        cwd=Path(__file__).parent.parent.parent,
        stderr=subprocess.PIPE,
        start_new_session=True,
        preexec_fn=heed_ctrl_c,
    ) as process:
        assert process.stderr is not None
        first = process.stderr.readline()  # the load has begun
        os.killpg(process.pid, signal.SIGINT)  # a terminal sends it to every process
        rest = process.stderr.read()
    assert first.startswith(b"load")
    assert process.returncode == 130
    assert b"Traceback" not in rest
