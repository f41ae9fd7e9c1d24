"""From rows of facts to rows of a leaflet; those that state nothing are none."""

import re
from collections.abc import Mapping

from domain.leaflet.facts_shape import (
    DataFacts,
    Facts,
    RetentionFacts,
    ServiceFacts,
    SubprocessorFacts,
)
from domain.leaflet.facts_words import says_nothing, states_none
from domain.leaflet.folding import fold, name_key
from domain.leaflet.leaflet import Retention
from domain.leaflet.offered import (
    DataCategory,
    DataSubjects,
    Purpose,
    PurposeCode,
    Service,
    Subprocessor,
)
from domain.leaflet.rows import each, joined


def service(
    facts: ServiceFacts,
    subjects: tuple[DataSubjects, ...] | None,
    codes: Mapping[str, PurposeCode],
) -> Service:
    rows = facts.data_categories
    known = tuple(one for one in rows or () if _named(one.key, one.text, *one.besides()))
    return Service(
        id=facts.id,
        name=facts.name,
        kind=facts.kind,
        purposes=each(facts.purposes, lambda text: Purpose(text=text, code=codes.get(fold(text)))),
        data=joined(each(known if known or rows == () else None, _data), lambda one: fold(one.key)),
        data_subjects=subjects,
        note=_with(facts.note, facts),
    )


def _named(name: str, *stated: object) -> bool:
    """Say whether a row states anything: its name, or something of what it names."""
    return not says_nothing(name) or any(one is not None for one in stated)


def _data(facts: DataFacts) -> DataCategory:
    return DataCategory(key=facts.key, text=facts.text, why=_with(None, facts))


def retention(stated: tuple[RetentionFacts, ...] | None) -> tuple[Retention, ...] | None:
    if stated and not any(_named(one.what, one.period, *one.besides()) for one in stated):
        return None
    return joined(each(stated, _kept), lambda one: fold(one.what))


def _kept(facts: RetentionFacts) -> Retention:
    return Retention(what=facts.what, period=_with(facts.period, facts))


def subprocessors(
    stated: tuple[SubprocessorFacts, ...] | None,
) -> tuple[Subprocessor, ...] | None:
    if stated and not any(_known(one) for one in stated):
        return None
    rows = each(stated, _subprocessor) or ()
    together = joined(rows, lambda one: name_key(one.name)) or ()
    return tuple(_row_by_row(one, rows) for one in together) if stated is not None else None


def _row_by_row(one: Subprocessor, rows: tuple[Subprocessor, ...]) -> Subprocessor:
    """Keep what stood together in each of its rows: joined, they do not tell what goes where."""
    same = sorted({_told(row) for row in rows if name_key(row.name) == name_key(one.name)})
    return one.model_copy(update={"note": "; ".join(same)}) if len(same) > 1 else one


def _told(row: Subprocessor) -> str:
    """Write a row as one thing, within brackets, whatever marks stand in it."""
    lists = (row.services, row.places, row.mechanisms)
    texts = (row.task, row.data, row.note, *(", ".join(sorted(one or ())) for one in lists))
    return f"({' | '.join(re.sub(r'[()]', ' ', text or '-') for text in texts)})"


def _known(facts: SubprocessorFacts) -> bool:
    """The ids of services are ours, and name nobody."""
    fields = facts.model_dump(exclude={"name", "service_ids"})
    return _named(facts.name, *fields.values())


def _subprocessor(facts: SubprocessorFacts) -> Subprocessor:
    return Subprocessor(
        name=facts.name,
        enterprise_number=facts.registration,
        country=facts.entity_country,
        contact=facts.contact,
        task=facts.what_for,
        services=facts.service_ids or None,
        data=facts.data,
        places=facts.data_location,
        mechanisms=mechanisms(facts.transfer_mechanism),
        note=_with(None, facts),
        subprocessors=subprocessors(facts.subprocessors),
    )


def mechanisms(text: str | None) -> tuple[str, ...] | None:
    if text is None:
        return None
    return () if states_none(text) else (text,)


def _with(text: str | None, facts: Facts) -> str | None:
    """Keep what the format does not know beside what it does."""
    return "; ".join((*filter(None, (text,)), *facts.besides())) or None
