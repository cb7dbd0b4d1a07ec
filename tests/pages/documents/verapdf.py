"""veraPDF, where `VERAPDF` names its program: an independent word on what a PDF claims to be."""

import subprocess
from pathlib import Path

#: What our documents claim, by veraPDF's names of its profiles (`verapdf --list`).
CLAIMS = ("2a", "ua1")


def refusals(program: str, file: Path) -> list[str]:
    """What veraPDF has against a file, a report for each claim that it does not share.

    Its text report begins each file's line with PASS or FAIL. That is what counts: not all versions end
    with an exit code that tells of a file that was refused.
    """
    found = []
    for flavour in CLAIMS:
        command = [program, "--format", "text", "-v", "--flavour", flavour, str(file)]
        said = subprocess.run(command, capture_output=True, text=True, check=False)
        is_passed = any(line.startswith("PASS ") for line in said.stdout.splitlines())
        if said.returncode or not is_passed:
            found.append(f"{flavour}: {said.stdout}{said.stderr}")
    return found
