"""Dodona and Scratch: small leaflets, endings with everybody's proof, and one with too little."""

from cli.demonstration.scene import Scene
from cli.demonstration.stage import until
from cli.demonstration.stories.names import DODONA, GENT, SCOOP, SCRATCH
from domain.agreement import commands as c
from domain.agreement.refusals import ReturnNotSettledError, SupplierIsControllerError
from domain.agreement.state import Agreement

PRIVATE_ACCOUNT = "private-account"
SILENT = "subprocessor:Google Analytics"


async def closed_without_return(scene: Scene) -> None:
    """Nothing is needed back: destroyed, also at sub-processors that were removed before."""
    life = scene.life(SCOOP, DODONA)
    await life.offered("dodona@2019-05-17")
    await life.chose(await life.yes("dodona"))
    await life.signed()
    await life.announced("dodona@2022-02-03")
    await life.until_in_force("dodona@2022-02-03")
    await life.hears_no_more()
    ending = await life.ended()
    too_early = c.CertifyDestruction(ending=ending, part="supplier", certificate="0" * 64)
    await life.is_refused(life.supplier.contract_manager, too_early, ReturnNotSettledError)
    await life.waived(ending)
    await life.certified(ending)


async def for_its_own_purposes(scene: Scene) -> None:
    """A new service for the supplier's own purposes can be in the leaflet, and never be chosen."""
    life = scene.life(GENT, DODONA)
    await life.offered("dodona@2019-05-17")
    await life.chose(await life.yes("dodona"))
    await life.signed()
    await life.announced("dodona@2022-02-03")
    await life.announced("dodona@2022-08-17")
    await life.approved("dodona@2022-08-17")
    await life.until_in_force("dodona@2022-08-17")
    choose = c.Choose(choices=(await life.yes("dodona", PRIVATE_ACCOUNT),))
    await life.is_refused(life.board.director, choose, SupplierIsControllerError)


async def one_stays_silent(scene: Scene) -> None:
    """Everything is destroyed but at one sub-processor, which nobody hears of again."""
    life = scene.life(SCOOP, SCRATCH)
    await life.offered("scratch@2019-02-14")
    await life.chose(await life.yes("scratch"))
    await life.signed()
    await life.announced("scratch@2023-05-25")
    await life.approved("scratch@2023-05-25")
    await life.until_in_force("scratch@2023-05-25")
    ending = await life.ended()
    await life.returned(ending)
    await life.certified(ending, SILENT)

    def shows_missing(state: Agreement) -> bool:
        return any(one.id == ending and one.proof_missing for one in state.endings)

    await until(life.stage, life.agreement, shows_missing)


async def rejected_elsewhere(scene: Scene) -> None:
    """The board next door says no to the same leaflet, and keeps the old one."""
    life = scene.life(GENT, SCRATCH)
    await life.offered("scratch@2019-02-14")
    await life.chose(await life.yes("scratch"))
    await life.signed()
    await life.garbled()
    await life.announced("scratch@2023-05-25")
    await life.rejected("scratch@2023-05-25")
