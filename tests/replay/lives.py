"""Lives of agreements that touch every part of the loop; recorded, and told again ever after."""

from domain.agreement import commands as c
from tests.scenario import SUPPLIER, V2, chosen
from tests.workflows.engine import Engine


async def whole(engine: Engine) -> None:
    """From the offer to the last certificate."""
    await engine.active()
    await engine.announced("mail")
    await engine.ask(c.ApproveChange(change="mail", leaflet=V2.hash))
    await engine.until("document.filed")
    await engine.ask(c.GiveNotice(reason="moving_on"))
    await engine.until("ending.opened")
    ending = next(one for one in engine.events if one.type == "ending.opened")
    await engine.ask(c.WaiveReturn(ending=ending.ending))
    for part in ending.parts:
        certificate = c.CertifyDestruction(ending=ending.ending, part=part, certificate="a" * 64)
        await engine.ask(certificate, SUPPLIER)
    await engine.handle.result()


async def compacted(engine: Engine) -> None:
    """A history that began anew, and went on."""
    await engine.active()
    await engine.until("document.filed")
    await engine.compacted()
    await engine.ask(c.AddSchool(school="nieuwe-school"))


async def behind(engine: Engine) -> None:
    """A state that was behind the store, and caught up."""
    await engine.offered()
    await engine.behind_its_back(c.Choose(choices=(chosen(),)))
    await engine.ask(c.Choose(choices=(chosen(), chosen("ai"))))


async def rebuilt(engine: Engine) -> None:
    """A workflow that was lost, and took up what is stored."""
    await engine.active()
    await engine.handle.terminate("the database of the engine is lost")
    await engine.rebuilt()
    await engine.ask(c.AddSchool(school="nieuwe-school"))


LIVES = {"whole": whole, "compacted": compacted, "behind": behind, "rebuilt": rebuilt}
