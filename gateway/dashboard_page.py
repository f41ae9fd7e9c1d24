"""The page with the secretariat's links; on the UI's own server it can set up the browser."""

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from gateway.dashboard import COLUMNS, NOW, SOON, SOON_IS, VIEWS, workflows_page

TEMPLATE = "dashboard.html.j2"


def dashboard_page(ui: str, namespace: str) -> str:
    """Return the page, for a UI at this address; without one, for the server that it is on.

    It names no instant: dates are those of the moment when a link is opened.
    """
    return _template().render(
        home=workflows_page(ui, namespace),
        namespace=namespace,
        columns=COLUMNS,
        days=SOON_IS.days,
        now=NOW,
        soon=SOON,
        views=[
            {"id": view.id, "name": view.name, "sentence": view.sentence, "query": view.query}
            for view in VIEWS
        ],
    )


@cache
def _template() -> Template:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return environment.get_template(TEMPLATE)
