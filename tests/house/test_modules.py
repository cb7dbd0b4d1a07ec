"""The form of the code: sizes, names of modules, templates without logic, one voice."""

import ast
import re
import subprocess
from pathlib import Path

import pytest

from tests.conftest import LONGEST, TESTS

pytestmark = pytest.mark.house

ROOT = Path(__file__).resolve().parents[2]
APPS = [
    "config",
    "core",
    "organisations",
    "dialogue",
    "goals",
    "planning",
    "alignment",
    "strategy",
    "interchange",
    "pages",
]
MODULES = sorted(
    path for app in APPS for path in (ROOT / app).rglob("*.py") if "migrations" not in path.parts
)
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
# Names that some Swedish or English sentence may need are not looked for, only these.
UNFINISHED = re.compile(r"\b(TODO|FIXME|XXX|HACK|NotImplementedError)\b")


def relative(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", MODULES, ids=relative)
def test_module_has_at_most_400_lines_and_nothing_unfinished(path: Path) -> None:
    text = path.read_text(encoding="utf-8")

    assert text.count("\n") <= 400
    assert not UNFINISHED.search(text)


@pytest.mark.parametrize("path", MODULES, ids=relative)
def test_imports_stand_at_the_top(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))

    inside = [
        node.lineno
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef)
        and function.name != "ready"  # AppConfig.ready must wait for the apps
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]

    assert inside == [] or path.parts[-2] == "config" or "config" in path.relative_to(ROOT).parts


@pytest.mark.parametrize("path", MODULES, ids=relative)
def test_suppressions_say_why(path: Path) -> None:
    bare = [
        line.strip()
        for line in path.read_text(encoding="utf-8").splitlines()
        if re.search(r"# (type: ignore|noqa)", line)
        and not re.search(r"# (type: ignore|noqa)[^#]*(# | - ).{8,}", line)
    ]

    assert bare == []


@pytest.mark.parametrize("path", TEMPLATES, ids=relative)
def test_template_has_at_most_120_lines_and_no_inline_code(path: Path) -> None:
    text = path.read_text(encoding="utf-8")

    assert text.count("\n") <= 120
    assert not re.search(r'\sstyle="|\son[a-z]+="|javascript:', text)


def test_the_files_that_last_longest_are_there() -> None:
    assert [name for name in LONGEST if not (TESTS / name).is_file()] == []


def test_only_receivers_import_tasks() -> None:
    offenders = [
        relative(path)
        for path in MODULES
        if re.search(
            r"^from \w+(\.\w+)* import .*\btasks\b|^from \w+\.tasks import|^import \w+\.tasks",
            path.read_text(encoding="utf-8"),
            re.MULTILINE,
        )
        and path.name not in {"receivers.py", "tasks.py"}
    ]

    assert offenders == []


def test_domain_apps_hold_no_html() -> None:
    offenders = [
        relative(path)
        for app in APPS
        if app not in {"core", "pages", "config"}
        for path in (ROOT / app).rglob("*.html")
    ]

    assert offenders == []


def test_the_repository_names_no_machine_and_no_secret() -> None:
    # A folder of ours may be called work: only one at the root of a machine names it.
    folders = r"(^|[^a-z])/(work|root)/|/home/[a-z]"
    pattern = rf"({folders}|BEGIN (RSA|EC|OPENSSH) PRIVATE KEY|pypi\.org/simple|registry\.npmjs)"

    found = subprocess.run(
        ["git", "grep", "-nIE", pattern, "--", ":!tests/house/test_modules.py", ":!static/vendor"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert found.stdout == ""


def test_domain_logic_knows_no_http() -> None:
    logic = {
        "models",
        "models.py",
        "services",
        "selectors",
        "policies.py",
        "store",
        "snapshot",
        "engine",
        "packages",
    }

    offenders = [
        relative(path)
        for path in MODULES
        if logic & set(path.relative_to(ROOT).parts[1:])
        and not {"pages", "config"} & set(path.relative_to(ROOT).parts[:1])
        and re.search(
            r"^from django\.(http|shortcuts|template)", path.read_text(encoding="utf-8"), re.MULTILINE
        )
    ]

    assert offenders == []
