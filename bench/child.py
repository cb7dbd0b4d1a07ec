"""Running a measurement in a process of its own, so that its memory is its own.

`python -m bench.child MODULE FUNCTION ARGUMENTS` calls the function with texts; it returns plain data.
"""

import importlib
import json
import os
import resource
import subprocess
import sys
from pathlib import Path
from typing import Any

import django

REPOSITORY = Path(__file__).resolve().parents[1]
#: getrusage counts kilobytes on Linux and bytes on macOS.
RSS_UNIT = 1 if sys.platform == "darwin" else 1024


def run_in_child(function: str, *arguments: str) -> Any:
    """What `package.module:function` returns when a new process calls it. Raises `CalledProcessError`."""
    module, _, name = function.partition(":")
    command = [sys.executable, "-m", "bench.child", module, name, *arguments]
    finished = subprocess.run(command, cwd=REPOSITORY, stdout=subprocess.PIPE, check=True)
    return json.loads(finished.stdout.splitlines()[-1])


def run_command(*arguments: str) -> tuple[float, str]:
    """Run `manage.py` with the arguments; its peak memory in bytes, and the end of what it said."""
    command = [sys.executable, "manage.py", *arguments]
    with subprocess.Popen(
        command, cwd=REPOSITORY, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    ) as process:
        output = process.stdout.read() if process.stdout else b""
        _pid, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command, output)
    return usage.ru_maxrss * RSS_UNIT, output.decode(errors="replace")


def peak_memory_bytes() -> int:
    """The most memory that this process has used so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * RSS_UNIT


def main() -> None:
    """Call the function that the command line names and print what it returns as the last line."""
    _, module, name, *arguments = sys.argv
    django.setup()
    result = getattr(importlib.import_module(module), name)(*arguments)
    sys.stdout.write(f"\n{json.dumps(result)}\n")


if __name__ == "__main__":
    main()
