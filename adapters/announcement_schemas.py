"""The JSON Schemas for suppliers' engineers, made from the models that read what they send.

`python -m adapters.announcement_schemas` writes them anew where a model has changed.
"""

import json
from pathlib import Path

from pydantic import BaseModel

from domain.intake.announcement import Announcement
from domain.intake.envelope import Envelope

PLACE = Path(__file__).resolve().parents[1] / "docs" / "announcement"
MODELS: dict[str, type[BaseModel]] = {
    "announcement.schema.json": Announcement,
    "envelope.schema.json": Envelope,
}
_DIALECT = {"$schema": "https://json-schema.org/draft/2020-12/schema"}


def schemas() -> dict[str, str]:
    """Return the text of every schema, by the name of its file."""
    return {name: _text(model) for name, model in MODELS.items()}


def main() -> None:
    for name, text in schemas().items():
        (PLACE / name).write_text(text, encoding="utf-8")


def _text(model: type[BaseModel]) -> str:
    schema = _DIALECT | model.model_json_schema()
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    main()
