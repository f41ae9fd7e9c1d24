"""Zoom at two boards: options that come and go, schools that come and go."""

from cli.demonstration.scene import Scene
from cli.demonstration.stories.names import GENT, SCOOP, ZOOM
from domain.agreement import commands as c

AI = "ai"
AI_SCHOOLS = ("go-basisschool-de-letterboom", "go-basisschool-spectrum")
AI_WITHDRAWN = "go-basisschool-spectrum"
LEAVES = "go-tuinbouwschool-melle"
TOLD = (
    "zoom@2023-04-10",
    "zoom@2023-08-11",
    "zoom@2024-03-17",
    "zoom@2024-07-19",
    "zoom@2024-08-02",
)


async def an_option_withdrawn(scene: Scene) -> None:
    """Two schools choose the AI functions, and one thinks better of it."""
    life = scene.life(SCOOP, ZOOM)
    await life.offered("zoom@2021-06-04")
    await life.chose(await life.yes("zoom"))
    await life.signed()
    await life.announced("zoom@2023-04-10")
    await life.until_in_force("zoom@2023-04-10")
    await life.chose(await life.yes("zoom", AI, *AI_SCHOOLS))
    await life.announced("zoom@2023-08-11")
    await life.approved("zoom@2023-08-11")
    await life.announced("zoom@2024-03-17")
    await life.announced("zoom@2024-07-19")
    await life.announced("zoom@2024-08-02")
    await life.chose(await life.no("zoom", AI, AI_WITHDRAWN))
    ending = (await life.state()).endings[-1].id
    await life.approved("zoom@2024-07-19")
    await life.returned(ending)
    await life.certified(ending)


async def schools_come_and_go(scene: Scene) -> None:
    """A school leaves scope, with its data; later it is back, with every option off."""
    life = scene.life(GENT, ZOOM)
    await life.offered("zoom@2021-06-04")
    await life.chose(await life.yes("zoom"))
    await life.signed()
    for version in TOLD:
        await life.announced(version)
    await life.asks(life.board.director, c.RemoveSchool(school=LEAVES))
    ending = (await life.state()).endings[-1].id
    await life.waived(ending)
    await life.certified(ending)
    await life.asks(life.board.director, c.AddSchool(school=LEAVES))
