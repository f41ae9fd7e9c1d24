"""`akkoord product draft` and `announce --check`: without a system, and without announcing."""

import json
from pathlib import Path
from typing import Any

import pytest

from cli.outcome import Exit
from domain.canonical import content_hash
from domain.intake.announcement import Announcement
from domain.leaflet.leaflet import Leaflet
from tests.cli.line import Line
from tests.domain.intake.examples import BEFORE, announcement, with_leaflet
from tests.domain.leaflet.examples import LEAFLET, leaflet

NEW = leaflet(version="quill@9", breach_notice_hours=72)
SAMPLES = Path(__file__).parents[2] / "docs" / "announcement"
WORDS = ("--for-board", "A breach is told later.", "--for-parents", "You hear later of a breach.")


@pytest.fixture
def line(tmp_path: Path) -> Line:
    """A command line where nothing runs."""
    return Line({"AKKOORD_STATE": str(tmp_path / "nowhere")})


def written(one: Leaflet, path: Path) -> Path:
    path.write_text(one.model_dump_json())
    return path


def sent(said: dict[str, Any] | str, path: Path) -> Path:
    path.write_text(said if isinstance(said, str) else json.dumps(said))
    return path


@pytest.fixture
def before(tmp_path: Path) -> Path:
    return written(BEFORE, tmp_path / "before.json")


def announcing(new: Leaflet, **also: object) -> dict[str, Any]:
    return announcement(leaflet=new.model_dump(mode="json"), **also)


# Drafting


def test_a_leaflet_and_two_texts_become_an_announcement_that_can_be_checked(
    line: Line, tmp_path: Path, before: Path
) -> None:
    new = written(NEW, tmp_path / "new.json")
    instant = ("--from", "2026-10-01T00:00+02:00")
    drafted = line.does("product", "draft", new, "--predecessor", before, *WORDS, *instant)
    file = sent(drafted, tmp_path / "announcement.json")
    found = Announcement.model_validate_json(drafted)
    assert (found.leaflet, found.predecessor) == (NEW, content_hash(BEFORE))
    assert found.consequences.parents == WORDS[-1]
    checked = line.does("product", "announce", "--check", file, "--predecessor", before)
    assert checked.endswith("quill-9: important; boards that have what it touches would be asked\n")


def test_a_draft_holds_what_else_the_supplier_says(line: Line, tmp_path: Path) -> None:
    new = written(NEW, tmp_path / "new.json")
    follows = ("--predecessor", content_hash(BEFORE))
    also = {
        "change": "change-9",
        "corrects": "change-8",
        "independent-of": "change-7",
        "label": "important",
        "wish": "2026-12-01",
    }
    options = [word for name, value in also.items() for word in (f"--{name}", value)]
    drafted = line.tells("product", "draft", new, *follows, *WORDS, *options)
    assert {name: drafted[name.replace("-", "_")] for name in also} == also
    assert drafted["predecessor"] == content_hash(BEFORE)


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (("--predecessor", "gone.json", *WORDS), Exit.MISUSE, "there is no such file"),
        (("--predecessor", "0" * 64), Exit.MISUSE, "Missing option"),
        (
            ("--predecessor", "0" * 64, "--for-board", " ", *WORDS[2:]),
            Exit.MISUSE,
            "consequences.board: String should match pattern",
        ),
        (("--predecessor", "0" * 64, *WORDS, "--label", "urgent"), Exit.MISUSE, "urgent"),
        (("--predecessor", "0" * 64, *WORDS, "--change", "Nine!"), Exit.MISUSE, "change"),
        (("--predecessor", "0" * 64, *WORDS, "--wish", "soon"), Exit.MISUSE, "is no day"),
    ],
)
def test_what_makes_no_announcement_is_misuse(
    line: Line, tmp_path: Path, words: tuple[str, ...], code: Exit, says: str
) -> None:
    done = line.run("product", "draft", written(NEW, tmp_path / "new.json"), *words)
    assert done.exit_code == code, done.output
    assert says in done.stderr


# Checking


def test_every_fault_is_named_on_a_line_with_its_article_and_code(
    line: Line, tmp_path: Path, before: Path
) -> None:
    file = sent(with_leaflet(roles=None, consequences=None), tmp_path / "faulty.json")
    done = line.run("product", "announce", "--check", file, "--predecessor", before)
    assert done.exit_code == Exit.REFUSED
    assert (
        "payload.leaflet.roles: this must be stated: who is controller and who is processor"
        " (3.1, 4.3) [item_missing]\n"
    ) in done.stdout
    assert "AnnouncementFaultyError" in done.stderr
    assert "2 faults" in done.stderr


@pytest.mark.parametrize(
    ("new", "verdict"),
    [
        (NEW, "quill-9: important; boards that have what it touches would be asked"),
        (leaflet(version="quill@9", price="1 euro"), "quill-9: not important; boards would be"),
        (BEFORE, "quill-1: nothing differs"),
    ],
)
def test_the_verdict_is_told(
    line: Line, tmp_path: Path, before: Path, new: Leaflet, verdict: str
) -> None:
    file = sent(announcing(new), tmp_path / "announcement.json")
    assert (
        verdict in line.run("product", "announce", "--check", file, "--predecessor", before).stdout
    )


def test_each_part_is_judged_by_itself(line: Line, tmp_path: Path, before: Path) -> None:
    new = leaflet(version="quill@9", breach_notice_hours=72, price="3 euro")
    parts = [{"id": "breach", "places": ["breach_notice_hours"]}]
    file = sent(announcing(new, parts=parts), tmp_path / "announcement.json")
    told = line.does("product", "announce", "--check", file, "--predecessor", before)
    assert "quill-9-breach, by itself: important" in told
    assert "quill-9-rest, by itself: not important" in told


def test_machines_are_told_all_of_it(line: Line, tmp_path: Path, before: Path) -> None:
    file = sent(announcing(NEW), tmp_path / "announcement.json")
    told = line.tells("product", "announce", "--check", file, "--predecessor", before)
    assert (told["change"], told["leaflet"]) == ("quill-9", content_hash(NEW))
    assert told["important"] is True
    assert [one["important"] for one in told["items"]].count(True) == 1
    faulty = sent(with_leaflet(roles=None), tmp_path / "faulty.json")
    done = line.run("product", "announce", "--check", faulty, "--predecessor", before, "--json")
    assert done.exit_code == Exit.REFUSED
    assert [one["code"] for one in json.loads(done.stdout)["faults"]] == ["item_missing"]


def test_what_cannot_be_read_needs_no_system_to_say_so(line: Line, tmp_path: Path) -> None:
    done = line.run("product", "announce", "--check", sent("{nothing", tmp_path / "no.json"))
    assert done.exit_code == Exit.REFUSED
    assert "payload: this is no JSON from line 1, column 2 on [not_json]" in done.stdout


def test_without_the_leaflet_before_it_a_system_must_run(line: Line, tmp_path: Path) -> None:
    file = sent(announcement(), tmp_path / "announcement.json")
    done = line.run("product", "announce", "--check", file)
    assert done.exit_code == Exit.AWAY
    assert "NothingRunsError" in done.stderr


def test_an_announcement_can_be_piped_in(line: Line, before: Path) -> None:
    words = ("product", "announce", "--check", "-", "--predecessor", before)
    done = line.run(*words, piped=json.dumps(announcing(NEW)))
    assert done.exit_code == Exit.DONE
    assert "quill-9: important" in done.stdout


def test_what_follows_another_leaflet_is_told(line: Line, tmp_path: Path) -> None:
    other = written(LEAFLET, tmp_path / "other.json")
    file = sent(announcing(NEW), tmp_path / "announcement.json")
    done = line.run("product", "announce", "--check", file, "--predecessor", other)
    assert done.exit_code == Exit.REFUSED
    assert "[predecessor_other]" in done.stdout


@pytest.mark.parametrize("sample", ["sample-good.json", "sample-missing.json"])
def test_the_samples_in_the_documents_are_what_they_say(line: Line, sample: str) -> None:
    predecessor = SAMPLES / "sample-predecessor.json"
    words = ("product", "announce", "--check", SAMPLES / sample, "--predecessor", predecessor)
    done = line.run(*words)
    assert done.exit_code == (Exit.DONE if "good" in sample else Exit.REFUSED)


# Announcing


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("announcement.json",), "there is no such file"),
        (("{file}",), "--supplier and --as are missing"),
        (("{file}", "--supplier", "inkt"), "--supplier and --as are missing"),
        (("{file}", "--supplier", "Inkt!", "--as", "p-1"), "ids of suppliers are"),
        (("{bytes}", "--supplier", "inkt", "--as", "p-1"), "this is no text in UTF-8"),
    ],
)
def test_who_announces_must_say_who_and_what(
    line: Line, tmp_path: Path, words: tuple[str, ...], says: str
) -> None:
    file = sent(announcement(), tmp_path / "a.json")
    (tmp_path / "b.json").write_bytes(b"\xff\xfe{}")
    files = {"{file}": str(file), "{bytes}": str(tmp_path / "b.json")}
    done = line.run("product", "announce", *(files.get(word, word) for word in words))
    assert done.exit_code == Exit.MISUSE, done.output
    assert says in done.stderr
