import polib
import pytest

from core.management.commands.compile_translations import compile_file
from core.management.commands.translations import empty, faults_of, update
from core.messages import Message

GOALS = Message("%(n)d goal", plural="%(n)d goals")


def translated(text: str, **more) -> polib.POFile:
    catalogue = empty("sv")
    update(catalogue, {Message("Save {x}"): ["a.py"]})
    catalogue[0].msgstr = text
    for name, value in more.items():
        setattr(catalogue[0], name, value)
    return catalogue


@pytest.mark.parametrize(
    ("catalogue", "wanted", "fault"),
    [
        (translated("Spara {x}"), {}, "unused"),
        (translated("Spara {x}"), {Message("Save {x}"): [], Message("New"): []}, "missing"),
        (translated(""), {Message("Save {x}"): []}, "not translated"),
        (translated("Spara {y}"), {Message("Save {x}"): []}, "placeholders differ"),
        (translated("Spara {x}", flags=["fuzzy"]), {Message("Save {x}"): []}, "fuzzy"),
    ],
)
def test_each_fault_of_a_translation_is_named(catalogue, wanted, fault) -> None:
    assert [found.split(":")[0] for found in faults_of(catalogue, wanted)] == [fault]


def test_a_whole_translation_has_no_faults() -> None:
    assert faults_of(translated("Spara {x}"), {Message("Save {x}"): []}) == []


def test_updating_keeps_translations_and_drops_what_is_unused() -> None:
    catalogue = translated("Spara {x}")
    update(catalogue, {Message("Save {x}"): ["b.py"], GOALS: ["c.py"]})
    assert [(entry.msgid, entry.msgstr) for entry in catalogue] == [
        ("Save {x}", "Spara {x}"),
        ("%(n)d goal", ""),
    ]


def test_a_file_is_compiled_once_until_it_changes(tmp_path) -> None:
    source = tmp_path / "django.po"
    translated("Spara {x}").save(str(source))
    assert compile_file(source)
    assert not compile_file(source)
    assert source.with_suffix(".mo").stat().st_size > 0
