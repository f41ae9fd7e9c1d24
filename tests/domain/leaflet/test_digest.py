"""The digest: what an agreement keeps of a leaflet."""

from domain.canonical import content_hash
from domain.leaflet.digest import ServiceDigest, SubprocessorDigest, digest
from domain.leaflet.offered import Purpose
from tests.domain.leaflet.examples import HOST, LEAFLET, SPARE, VOICE, leaflet, option


def test_it_names_services_sub_processors_at_every_depth_and_data() -> None:
    found = digest(LEAFLET)
    assert found.hash == content_hash(LEAFLET)
    assert (found.product, found.version) == ("quill", "quill@1")
    assert found.services[1] == ServiceDigest(
        id="speech", name="Reading aloud", kind="optional", data=("content",)
    )
    assert found.subprocessors == (
        SubprocessorDigest(name="Host BV", services=("core", "speech")),
        SubprocessorDigest(name="Spare Disks", services=("core",)),
        SubprocessorDigest(name="Voice, Inc.", services=("speech",)),
    )
    assert found.data_categories == ("content", "identification", "results")


def test_a_service_is_the_suppliers_own_when_all_its_purposes_are() -> None:
    own = Purpose(text="sell books", code="supplier")
    lesson = Purpose(text="give lessons", code="c")
    assert digest(option(purposes=(own,))).services[1].controller
    assert not digest(option(purposes=(own, lesson))).services[1].controller
    assert not digest(option(purposes=())).services[1].controller
    assert not digest(option(purposes=None)).services[1].controller


def test_a_sub_processor_met_twice_is_kept_once_for_all_it_works_for() -> None:
    under_voice = VOICE.model_copy(
        update={"subprocessors": (SPARE.model_copy(update={"services": None}),)}
    )
    found = digest(leaflet(subprocessors=(HOST, under_voice))).subprocessors
    assert SubprocessorDigest(name="Spare Disks", services=("core", "speech")) in found


def test_a_sub_processor_without_services_works_for_all() -> None:
    everywhere = VOICE.model_copy(update={"services": None, "subprocessors": (SPARE,)})
    found = digest(leaflet(subprocessors=(everywhere, SPARE.model_copy(update={"services": ()}))))
    assert found.subprocessors == (
        SubprocessorDigest(name="Voice, Inc."),
        SubprocessorDigest(name="Spare Disks"),
    )
