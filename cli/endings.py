"""`akkoord end`: notice, return of the data, destruction, and proof of it."""

from pathlib import Path
from typing import Annotated

import typer

from cli.asking import ask
from cli.options import Agreement, As, AsJson, Categories, CommandId, Day, Ending, Part, Reason
from cli.outcome import existing
from domain.agreement import commands as c
from domain.canonical import hash_of

app = typer.Typer(help="End an agreement: notice, return, destruction, and proof of it.")

File = Annotated[
    Path,
    typer.Option(help="The file; only its hash is sent, never what is in it.", dir_okay=False),
]


@app.command()
def notice(  # noqa: PLR0913, PLR0917 - the options that people type
    agreement: Agreement,
    person: As,
    reason: Reason,
    ends_on: Day = None,
    command_id: CommandId = None,
    as_json: AsJson = False,  # noqa: FBT002 - an option
) -> None:
    """A party ends the agreement; without a day, as early as the terms allow."""
    ask(
        agreement,
        person,
        lambda _: c.GiveNotice(reason=reason, ends_on=ends_on),
        command_id,
        as_json=as_json,
    )


@app.command()
def request_return(  # noqa: PLR0913, PLR0917 - the options that people type
    agreement: Agreement,
    ending: Ending,
    person: As,
    categories: Categories = None,
    command_id: CommandId = None,
    as_json: AsJson = False,  # noqa: FBT002 - an option
) -> None:
    """The board asks its data back: everything, or the categories named."""
    ask(
        agreement,
        person,
        lambda _: c.RequestReturn(ending=ending, categories=tuple(categories or ())),
        command_id,
        as_json=as_json,
    )


@app.command()
def waive_return(  # noqa: PLR0913, PLR0917 - the options that people type
    agreement: Agreement,
    ending: Ending,
    person: As,
    categories: Categories = None,
    command_id: CommandId = None,
    as_json: AsJson = False,  # noqa: FBT002 - an option
) -> None:
    """The board needs nothing back, or not the categories named."""
    ask(
        agreement,
        person,
        lambda _: c.WaiveReturn(ending=ending, categories=tuple(categories or ())),
        command_id,
        as_json=as_json,
    )


@app.command()
def deliver(  # noqa: PLR0913, PLR0917 - the options that people type
    agreement: Agreement,
    ending: Ending,
    person: As,
    export: File,
    categories: Categories = None,
    command_id: CommandId = None,
    as_json: AsJson = False,  # noqa: FBT002 - an option
) -> None:
    """The supplier has delivered the export; its hash goes on record."""
    ask(
        agreement,
        person,
        lambda _: c.DeliverExport(
            ending=ending, categories=tuple(categories or ()), export=_hash(export)
        ),
        command_id,
        as_json=as_json,
    )


@app.command()
def confirm(  # noqa: PLR0913, PLR0917 - the options that people type
    agreement: Agreement,
    ending: Ending,
    person: As,
    categories: Categories = None,
    command_id: CommandId = None,
    as_json: AsJson = False,  # noqa: FBT002 - an option
) -> None:
    """The board confirms that what came back is complete."""
    ask(
        agreement,
        person,
        lambda _: c.ConfirmExport(ending=ending, categories=tuple(categories or ())),
        command_id,
        as_json=as_json,
    )


@app.command()
def incomplete(  # noqa: PLR0913, PLR0917 - the options that people type
    agreement: Agreement,
    ending: Ending,
    person: As,
    reason: Reason,
    categories: Categories = None,
    command_id: CommandId = None,
    as_json: AsJson = False,  # noqa: FBT002 - an option
) -> None:
    """The board says that what came back is not complete: it is asked again."""
    ask(
        agreement,
        person,
        lambda _: c.ReportIncompleteExport(
            ending=ending, categories=tuple(categories or ()), reason=reason
        ),
        command_id,
        as_json=as_json,
    )


@app.command()
def certify(  # noqa: PLR0913, PLR0917 - the options that people type
    agreement: Agreement,
    ending: Ending,
    part: Part,
    person: As,
    certificate: File,
    command_id: CommandId = None,
    as_json: AsJson = False,  # noqa: FBT002 - an option
) -> None:
    """The supplier certifies the destruction at one part; the last one closes."""
    ask(
        agreement,
        person,
        lambda _: c.CertifyDestruction(ending=ending, part=part, certificate=_hash(certificate)),
        command_id,
        as_json=as_json,
    )


@app.command()
def keep(  # noqa: PLR0913, PLR0917 - the options that people type
    agreement: Agreement,
    ending: Ending,
    part: Part,
    person: As,
    categories: Categories,
    law: Annotated[str, typer.Option(help="The law, with its article.")],
    until: Annotated[str, typer.Option(metavar="DAY", help="The last day: 2033-12-31.")],
    command_id: CommandId = None,
    as_json: AsJson = False,  # noqa: FBT002 - an option
) -> None:
    """The supplier cites a law that makes it keep the categories named."""
    ask(
        agreement,
        person,
        lambda _: c.CiteDutyToKeep(
            ending=ending, part=part, categories=tuple(categories or ()), law=law, until=until
        ),
        command_id,
        as_json=as_json,
    )


def _hash(file: Path) -> str:
    return hash_of(existing(file).read_bytes())
