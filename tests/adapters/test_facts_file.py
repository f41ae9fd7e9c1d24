"""Files of facts and leaflets: read with limits, refused by name and place."""

from pathlib import Path

import pytest

from adapters import facts_file
from adapters.facts_file import (
    FileTooLargeError,
    FileUnreadableError,
    LeafletMalformedError,
    read_facts,
    read_leaflet,
)
from tests.domain.leaflet.examples import LEAFLET


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "file"


def test_every_scalar_is_text_and_norway_is_no_refusal(file: Path) -> None:
    file.write_text("a: NO\nb: 2023-11-01\nc: 1.5\nd: yes\ne: null\nf:\ng: [~, x]\n")
    assert read_facts(file) == {
        "a": "NO",
        "b": "2023-11-01",
        "c": "1.5",
        "d": "yes",
        "e": None,
        "f": None,
        "g": [None, "x"],
    }


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (b"a: 1\nb: 2\na: 3\n", "line 3: the key 'a' is used twice"),
        (b"a: &x 1\nb: *x\n", "line 2: aliases are not allowed"),
        (b"? [a]\n: 1\n", "line 1: a key must be text"),
        (b"a: [1\n", "line 2"),
        (b"a: !!python/object:os.system 1\n", "line 1"),
        (b"a: 'x\x00'\n", "no YAML"),
        (b"\xff\xfe", "not UTF-8"),
        (b"[" * 5000, "no YAML"),
    ],
)
def test_what_is_no_yaml_of_ours_is_refused(file: Path, content: bytes, rule: str) -> None:
    file.write_bytes(content)
    with pytest.raises(FileUnreadableError) as refused:
        read_facts(file)
    assert rule in refused.value.detail


def test_a_file_beyond_the_limit_is_refused(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(facts_file, "LARGEST", 10)
    file.write_text("a: 1\n" * 3)
    with pytest.raises(FileTooLargeError):
        read_facts(file)


def test_a_leaflet_comes_back_as_it_was_written(file: Path) -> None:
    file.write_text(LEAFLET.model_dump_json())
    assert read_leaflet(file) == LEAFLET


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        ("{", "no JSON"),
        ('{"a": 1, "a": 2}', "the key 'a' is used twice"),
        ("[" * 100_000, "no JSON"),
        ('{"product": "x", "name": "\\u0000", "version": "1"}', "NUL"),
        ('{"product": "x", "name": "\\ud800", "version": "1"}', "no JSON"),
        ('{"product": "x", "name": "X", "version": "1", "price": "\\udc00"}', "no JSON"),
    ],
)
def test_what_is_no_json_is_refused(file: Path, content: str, rule: str) -> None:
    file.write_text(content)
    with pytest.raises(FileUnreadableError) as refused:
        read_leaflet(file)
    assert rule in refused.value.detail


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        ("[]", "valid dictionary"),
        ("{}", "product: Field required"),
        ('{"product": "x", "name": "X", "version": "1", "extra": 1}', "extra: Extra inputs"),
        (
            '{"product":"x","name":"X","version":"1","retention":[{"what":"a"},{"what":"A"}]}',
            "retention: what 'a' is used twice",
        ),
    ],
)
def test_what_is_no_leaflet_is_refused_by_field(file: Path, content: str, rule: str) -> None:
    file.write_text(content)
    with pytest.raises(LeafletMalformedError) as refused:
        read_leaflet(file)
    assert rule in refused.value.detail


def test_a_file_that_is_not_there_is_no_refusal_of_ours(file: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read_facts(file)
