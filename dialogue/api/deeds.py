"""What is done over the API to comments, with the services of the pages."""

from typing import Any

from dialogue.models import Comment
from dialogue.services.comments import put_back_comment, reopen_comment, resolve_comment
from organisations.api.deeds import Deed
from organisations.api.inputs import NothingInput
from organisations.api.reading_input import Values
from organisations.api.writer import Writer


def resolve(writer: Writer, row: Comment, version: int, given: Values) -> Comment:
    """Nothing more is to be done about it."""
    return resolve_comment(**writer.by, comment=row, expected_version=version)


def reopen(writer: Writer, row: Comment, version: int, given: Values) -> Comment:
    """Taken up again."""
    return reopen_comment(**writer.by, comment=row, expected_version=version)


def put_back(writer: Writer, row: Comment, version: int, given: Values) -> Comment:
    """With the words that it had."""
    return put_back_comment(**writer.by, comment=row, expected_version=version)


COMMENT_DEEDS: dict[str, Any] = {
    "resolve": Deed(NothingInput, resolve, "comments", "Says that nothing more is to be done about it."),
    "reopen": Deed(NothingInput, reopen, "comments", "Takes a resolved comment up again."),
    "put-back": Deed(NothingInput, put_back, "comments", "Gives a removed comment its words back."),
}
