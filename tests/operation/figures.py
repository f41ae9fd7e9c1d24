"""The figures of a worker, as Prometheus reads them."""

import re
from dataclasses import dataclass

import httpx

LINE = re.compile(r"^(\w+)(?:\{(.*)\})? (\S+)$", re.MULTILINE)
LABEL = re.compile(r'(\w+)="((?:[^"\\]|\\.)*)"')


@dataclass(frozen=True)
class Figure:
    """One line of the answer."""

    name: str
    labels: dict[str, str]
    value: float


async def figures(address: str) -> list[Figure]:
    """Ask a worker."""
    async with httpx.AsyncClient() as client:
        said = (await client.get(f"http://{address}/metrics")).raise_for_status().text
    return [
        Figure(name, dict(LABEL.findall(labels)), float(value))
        for name, labels, value in LINE.findall(said)
    ]


def total(found: list[Figure], name: str, **labels: str) -> float:
    """Sum the figures of a name that have these labels; there must be one."""
    values = [
        one.value for one in found if one.name == name and labels.items() <= one.labels.items()
    ]
    assert values, f"{name} {labels}"
    return sum(values)
