"""One plugin for client, worker and replayer: how data travels, what runs where, who may pass."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from temporalio.common import VersioningBehavior, WorkerDeploymentVersion
from temporalio.converter import DataConverter
from temporalio.plugin import SimplePlugin
from temporalio.worker import (
    Interceptor,
    ReplayerConfig,
    WorkerConfig,
    WorkerDeploymentConfig,
    WorkflowRunner,
)
from typing_extensions import override

from workflows.agreement.workflow import AgreementWorkflow
from workflows.converter import OurPayloadConverter
from workflows.intake.workflow import IntakeWorkflow
from workflows.letter import LetterWorkflow
from workflows.measuring import MeasuringInterceptor, Tally
from workflows.post_office import PostOfficeWorkflow
from workflows.product.workflow import ProductWorkflow
from workflows.runner import PlainRunner
from workflows.sealing import SealCheck, SealInterceptor

DEPLOYMENT = "akkoord"  # under this name the server knows all builds of our workers

TURNS: tuple[type, ...] = (AgreementWorkflow, ProductWorkflow, IntakeWorkflow)
LETTERS: tuple[type, ...] = (PostOfficeWorkflow, LetterWorkflow)


def versioned(build: str) -> WorkerDeploymentConfig:
    """Keep an agreement on the code it began on, until its history begins anew."""
    return WorkerDeploymentConfig(
        version=WorkerDeploymentVersion(deployment_name=DEPLOYMENT, build_id=build),
        use_worker_versioning=True,
        default_versioning_behavior=VersioningBehavior.PINNED,
    )


def _interceptors(check: SealCheck | None, tally: Tally | None) -> list[Interceptor] | None:
    """Count outside the check of seals: what that refuses is counted too."""
    counting = [MeasuringInterceptor(tally)] if tally else []
    return [*counting, SealInterceptor(check)] if check else None


class NoSealCheckError(Exception):
    """A worker without keys would accept whatever it is sent: it does not start."""


@dataclass(frozen=True, slots=True)
class Duties:
    """What the workers of one task queue do."""

    workflows: tuple[type, ...]
    activities: tuple[Callable[..., Any], ...]


class AkkoordPlugin(SimplePlugin):
    """A client and a replayer need nothing; a worker the check of seals, and its queue's duties."""

    def __init__(
        self,
        check: SealCheck | None = None,
        duties: Mapping[str, Duties] | None = None,
        tally: Tally | None = None,
        *,
        runner: WorkflowRunner | None = None,
    ) -> None:
        """Without a `runner` workflows run as they are: tests run them in a sandbox.

        Of what a replay cannot repeat that sees more than a linter, at a third of all a worker's
        time (docs/decisions/0058).
        """
        super().__init__(
            "akkoord",
            data_converter=_typed,
            workflow_runner=runner or PlainRunner(),
            interceptors=_interceptors(check, tally),
        )
        self._has_check = check is not None
        self._duties = dict(duties or {})

    @override
    def configure_worker(self, config: WorkerConfig) -> WorkerConfig:
        """Raises NoSealCheckError, or KeyError for a queue without duties."""
        if not self._has_check:
            raise NoSealCheckError
        configured = super().configure_worker(config)
        duties = self._duties[configured["task_queue"]]
        configured["workflows"] = duties.workflows
        configured["activities"] = duties.activities
        return configured

    @override
    def configure_replayer(self, config: ReplayerConfig) -> ReplayerConfig:
        configured = super().configure_replayer(config)
        configured["workflows"] = (*TURNS, *LETTERS)
        return configured


def _typed(given: DataConverter | None) -> DataConverter:
    """Our types as pydantic writes them; codec and failures as who connects has them."""
    return replace(given or DataConverter.default, payload_converter_class=OurPayloadConverter)
