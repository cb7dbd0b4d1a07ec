"""Handing out files that people have filed: as attachments, which no browser shows or runs."""

import re
from pathlib import PurePath
from typing import Any

from django.http import FileResponse

#: What no file system, and no header, takes in a name.
ODD = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|]+')


def attached(file: Any, title: str, media_type: str, tag: str) -> FileResponse:
    """A stored file under its title; `tag` stands for what it holds. Raises `FileNotFoundError`."""
    name = " ".join(ODD.sub(" ", title).split()).strip(". ") or "fil"
    end = PurePath(file.name).suffix.lower()
    full = name if name.lower().endswith(end) else f"{name}{end}"
    headers = {"X-Content-Type-Options": "nosniff", "ETag": tag}
    opened = file.open("rb")
    return FileResponse(opened, as_attachment=True, filename=full, content_type=media_type, headers=headers)
