"""Facts of a made-up product, as a file holds them: everything is text."""

from typing import Any

Facts = dict[str, Any]


def service(**changes: object) -> Facts:
    known = {
        "id": "core",
        "name": "Exercises",
        "kind": "core",
        "purposes": ["give lessons", "run the tool"],
        "data_categories": [{"key": "identification", "text": "name"}],
    }
    return {**known, **changes}


def version(**changes: object) -> Facts:
    known: Facts = {
        "id": "quill@1",
        "date": "2025-01-01",
        "plain_summary": "Exercises on line.",
        "data_subjects": ["pupils"],
        "services": [service()],
        "retention": [{"what": "logs", "period": "7 days"}],
        "subprocessors": [
            {
                "name": "Host",
                "what_for": "runs servers",
                "entity_country": "BE",
                "data_location": ["BE"],
                "transfer_mechanism": "none",
                "service_ids": ["core"],
            }
        ],
        "storage_location": ["BE"],
        "transfer_basis": "EU SCC",
        "certifications": ["ISO 27001"],
        "contact": "privacy office",
    }
    return {**known, **changes}


def product(*versions: Facts, **changes: object) -> Facts:
    known = {
        "schema": "leaflet-facts/1",
        "slug": "quill",
        "product": "Quill",
        "supplier": {"name": "Quill BV", "country": "BE", "registration": "KBO 0333.333.333"},
        "versions": list(versions or (version(),)),
    }
    return {**known, **changes}
