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
