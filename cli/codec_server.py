"""`akkoord codec-server`: shows the Temporal UI what it cannot read, to those who may see it."""

import secrets
from urllib.parse import urlsplit

import typer
from starlette.types import ASGIApp

from adapters.access_tokens import Issuer
from adapters.codec import load_codec
from adapters.local.system import addresses_of_running
from adapters.serving import ServingAddressError, serving
from cli.away import reached
from cli.outcome import misuse
from cli.system import run, say, stop_requested
from gateway.codec_server import Door, codec_app, nobody
from settings import Settings, read_settings

app = typer.Typer()

BY_NAME = {"127.0.0.1": "localhost", "localhost": "127.0.0.1"}


@app.command("codec-server")
def codec_server() -> None:
    """Show the Temporal UI, and the `temporal` command, what is deflated, or encrypted.

    The latter under CODEC_KEYS, where there are any.

    It listens on AKKOORD_CODEC, and answers the pages of TEMPORAL_UI_URL, or of
    a running `akkoord up`, for TEMPORAL_NAMESPACE.

    Whoever has not the CODEC_TOKEN is refused. Without one it makes its own, and
    prints the address to be given to the UI ("Codec Server", at its top right).

    A UI where people log in can pass its access token instead, which is then
    shown to CODEC_USERINFO_URL.
    """
    with reached():
        settings = read_settings()
        codec = load_codec(settings.codec_keys)
        token = settings.codec_token or secrets.token_urlsafe(32)
        served = codec_app(codec, door(settings, token))
        try:
            run(_serve(served, settings, token))
        except ServingAddressError as error:
            misuse(f"AKKOORD_CODEC={error}")


def door(settings: Settings, token: str) -> Door:
    """Return who may ask. Raises NothingRunsError where nobody says which pages the UI has."""
    page = settings.temporal_ui_url or addresses_of_running(settings).temporal_ui
    issuer = settings.codec_userinfo_url
    knows = Issuer(issuer).knows if issuer else nobody
    return Door(token, settings.temporal_namespace, origins(page), knows)


def origins(page: str) -> tuple[str, ...]:
    """Return what a browser calls the origin of these pages; this machine has two names."""
    url = urlsplit(page)
    names = [url.netloc]
    if (other := BY_NAME.get(url.hostname or "")) is not None:
        names.append(url.netloc.replace(url.hostname or "", other))
    return tuple(f"{url.scheme}://{name}" for name in names)


def _tell(settings: Settings, token: str) -> None:
    address = f"http://{settings.codec_address}"
    if settings.codec_token:
        say(f"Codec server {address}, for those who have the token; Ctrl-C stops it.")
        return
    say(f"Codec server for the UI    {address}/{token}")
    say(f'and for the command line   --codec-endpoint {address} --codec-auth "Bearer {token}"')
    say("The token holds until Ctrl-C; CODEC_TOKEN gives one that stays.")


async def _serve(served: ASGIApp, settings: Settings, token: str) -> None:
    async with stop_requested() as stop, serving(served, settings.codec_address):
        _tell(settings, token)
        await stop.wait()
