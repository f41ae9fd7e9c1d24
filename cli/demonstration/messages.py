"""What a supplier's system sends in the stories; the words for boards and parents are ours."""

import json
from datetime import datetime

from domain.canonical import content_hash
from domain.leaflet.leaflet import Leaflet

INVENTED = {
    "board": "(Invented.) This leaflet takes the place of the one you signed for; what differs"
    " is listed below, item by item.",
    "parents": "(Invented.) The privacy leaflet of this tool has changed; ask your school.",
}


def announcement(before: Leaflet, new: Leaflet, change: str, at: datetime) -> str:
    """Return the payload that announces a leaflet, from an instant on."""
    return json.dumps(
        {
            "schema": "announcement/1",
            "product": new.product,
            "predecessor": content_hash(before),
            "leaflet": new.model_dump(mode="json"),
            "announced_from": at.isoformat(),
            "change": change,
            "consequences": INVENTED,
        }
    )
