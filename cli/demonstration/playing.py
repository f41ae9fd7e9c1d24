"""Playing all stories at once, under one time limit, with every event on the screen."""

import asyncio

from cli.demonstration.real_stage import RealStage
from cli.demonstration.scene import Scene, Story
from cli.demonstration.screen import Screen

LIMIT = 110.0  # seconds; the longest story takes half of it
BEAT = 1.0


async def play(
    stories: tuple[Story, ...], scene: Scene, stage: RealStage, screen: Screen
) -> tuple[str, ...]:
    """Play the stories side by side; return those that did not come to their end, and why."""
    playing = {asyncio.create_task(scene.play(story)): story for story in stories}
    companions = [
        asyncio.create_task(stage.watch()),
        asyncio.create_task(_never_silent(playing, stage, screen)),
    ]
    try:
        await asyncio.wait(playing, timeout=LIMIT)
    finally:
        await _stopped((*companions, *(task for task in playing if not task.done())))
    await stage.look()
    return tuple(problem for task, story in playing.items() for problem in _problem(task, story))


async def _never_silent(
    playing: dict[asyncio.Task[None], Story], stage: RealStage, screen: Screen
) -> None:
    while waiting := [story.title for task, story in playing.items() if not task.done()]:
        screen.waits(waiting, stage.now())
        await asyncio.sleep(BEAT)


async def _stopped(tasks: tuple[asyncio.Task[None], ...]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


def _problem(task: asyncio.Task[None], story: Story) -> tuple[str, ...]:
    if task.cancelled():
        return (f"{story.title}: did not come to its end in {LIMIT:.0f} s",)
    if error := task.exception():
        return (f"{story.title}: {type(error).__name__}: {error}",)
    return ()
