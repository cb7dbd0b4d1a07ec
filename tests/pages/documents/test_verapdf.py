"""How veraPDF is asked, and what is made of its answers: a program stands in that answers as it does."""

from pathlib import Path

import pytest

from tests.pages.documents.verapdf import refusals

PROGRAM = """#!/bin/sh
echo "$@" >> "$(dirname "$0")/asked"
case "$*" in
  "--format text -v --flavour 2a "*) echo "{first} $6" ;;
  "--format text -v --flavour ua1 "*) echo "{second} $6"; echo "  FAIL 7.1-9" ; exit {code} ;;
  *) echo "no such option" >&2; exit 2 ;;
esac
"""


@pytest.mark.parametrize(
    ("answers", "refused"),
    [
        (("PASS", "PASS", 0), []),
        (("PASS", "FAIL", 1), ["ua1"]),
        (("FAIL", "FAIL", 0), ["2a", "ua1"]),  # versions whose exit code is always 0
        (("PASS", "PASS", 7), ["ua1"]),  # it could not read the file to its end
    ],
)
def test_a_claim_holds_if_verapdf_passes_it(tmp_path: Path, answers, refused) -> None:
    program, file = tmp_path / "verapdf", tmp_path / "document.pdf"
    first, second, code = answers
    program.write_text(PROGRAM.format(first=first, second=second, code=code))
    program.chmod(0o755)
    found = refusals(str(program), file)
    assert [each.partition(":")[0] for each in found] == refused
    assert all("FAIL" in each or answers[2] == 7 for each in found)
    assert len((tmp_path / "asked").read_text().splitlines()) == 2


def test_a_program_that_knows_no_such_option_passes_nothing(tmp_path: Path) -> None:
    program = tmp_path / "verapdf"
    program.write_text("#!/bin/sh\necho 'Unknown option' >&2\nexit 2\n")
    program.chmod(0o755)
    assert len(refusals(str(program), tmp_path / "document.pdf")) == 2
