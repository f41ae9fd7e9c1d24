"""The boards and suppliers of the stories, by their ids."""

SCOOP = "go-scholengroep-scoop"
GENT = "go-scholengroep-gent"
HASSELT = "vzw-katholiek-secundair-onderwijs-hassel"

GITHUB = "github"
DODONA = "ghent-university"
ZOOM = "zoom"
OVERLEAF = "digital-science"
SCRATCH = "scratch-foundation"
HEDY_LEIDEN = "leiden-university"
HEDY_AMSTERDAM = "vrije-universiteit-amsterdam"
HEDY_FOUNDATION = "stichting-hedy"

BOARDS = (SCOOP, GENT, HASSELT)
SUPPLIERS = {
    GITHUB: "GitHub, Inc.",
    DODONA: "Ghent University (Dodona)",
    ZOOM: "Zoom Video Communications, Inc.",
    OVERLEAF: "Digital Science UK Ltd (Overleaf)",
    SCRATCH: "Scratch Foundation",
    HEDY_LEIDEN: "Leiden University (Hedy)",
    HEDY_AMSTERDAM: "Vrije Universiteit Amsterdam (Hedy)",
    HEDY_FOUNDATION: "Stichting Hedy",
}
"""Supplier ids are ours; the names are those of the leaflets."""

OFFERED_BY = {
    "github": GITHUB,
    "dodona": DODONA,
    "zoom": ZOOM,
    "overleaf": OVERLEAF,
    "hedy": HEDY_FOUNDATION,
    "scratch": SCRATCH,
}
"""Who offers each product now."""

LINES = (
    (GITHUB, "github@2024-04-17", "github@2026-03-11"),
    (DODONA, "dodona@2019-05-17", "dodona@2022-08-17"),
    (ZOOM, "zoom@2021-06-04", "zoom@2024-08-02"),
    (OVERLEAF, "overleaf@2025-08-15", "overleaf@2026-06-11"),
    (SCRATCH, "scratch@2019-02-14", "scratch@2023-05-25"),
    (HEDY_LEIDEN, "hedy@2022-02-21", "hedy@2022-12-28"),
    (HEDY_AMSTERDAM, "hedy@2022-12-28", "hedy@2024-11-25"),
    (HEDY_FOUNDATION, "hedy@2024-11-25", "hedy@2024-11-25"),
)
"""What each supplier registers its product with, and what it announces last."""
