"""The builds that streams run on: which is current, and how many are still pinned to each."""

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from temporalio.api.deployment.v1 import WorkerDeploymentInfo
from temporalio.api.enums.v1 import WorkerDeploymentVersionStatus
from temporalio.api.workflowservice.v1 import (
    DescribeWorkerDeploymentRequest,
    SetWorkerDeploymentCurrentVersionRequest,
)
from temporalio.client import Client
from temporalio.service import RPCError, RPCStatusCode

from domain.refusals import RefusedError
from gateway.refusals import named_failures
from workflows.plugin import DEPLOYMENT

Summary = WorkerDeploymentInfo.WorkerDeploymentVersionSummary

RUNNING = "ExecutionStatus = 'Running' AND TemporalWorkerDeploymentVersion"

STREAMS = "('agreement', 'product', 'intake')"


class NoSuchBuildError(RefusedError):
    """No worker of this build was ever there: start one, with AKKOORD_BUILD."""


class BuildAwayError(RefusedError):
    """No worker of this build is there now: start one, and ask again."""


class Standing(StrEnum):
    """What the server says of a build; whether streams are left on it, it looks up now and then."""

    NEW = "new"  # nothing was given to it yet
    CURRENT = "current"
    DRAINING = "draining"
    DRAINED = "drained"


STANDINGS = {
    WorkerDeploymentVersionStatus.WORKER_DEPLOYMENT_VERSION_STATUS_CURRENT: Standing.CURRENT,
    WorkerDeploymentVersionStatus.WORKER_DEPLOYMENT_VERSION_STATUS_RAMPING: Standing.CURRENT,
    WorkerDeploymentVersionStatus.WORKER_DEPLOYMENT_VERSION_STATUS_DRAINING: Standing.DRAINING,
    WorkerDeploymentVersionStatus.WORKER_DEPLOYMENT_VERSION_STATUS_DRAINED: Standing.DRAINED,
}


@dataclass(frozen=True, slots=True)
class Build:
    """A build of the worker, and the streams that run on it and on no other."""

    build: str
    standing: Standing
    pinned: int
    since: datetime  # its first worker was there

    @property
    def may_end(self) -> bool:
        """Whether nothing is left for its workers to do."""
        return self.pinned == 0 and self.standing is not Standing.CURRENT


async def builds(client: Client) -> tuple[Build, ...]:
    """Return every build that the server knows, the newest first. Raises EngineAwayError."""
    with named_failures():
        known = await _known(client)
        found = [await _build(client, one) for one in known]
    return tuple(sorted(found, key=lambda one: one.since, reverse=True))


async def unversioned(client: Client) -> int:
    """Count the streams that run on whatever worker there is. Raises EngineAwayError."""
    left = f"{RUNNING} IS NULL AND WorkflowType IN {STREAMS}"
    with named_failures():
        return (await client.count_workflows(left)).count


async def make_current(client: Client, build: str) -> None:
    """Give what begins from now on to a build, and what moves on.

    Raises NoSuchBuildError, BuildAwayError or EngineAwayError.
    """
    request = SetWorkerDeploymentCurrentVersionRequest(
        namespace=client.namespace, deployment_name=DEPLOYMENT, build_id=build
    )
    try:
        await client.workflow_service.set_worker_deployment_current_version(request)
    except RPCError as error:
        if error.status is RPCStatusCode.NOT_FOUND:
            raise NoSuchBuildError(build) from None
        if error.status is RPCStatusCode.FAILED_PRECONDITION:
            raise BuildAwayError(build) from None
        with named_failures():
            raise


async def _known(client: Client) -> list[Summary]:
    request = DescribeWorkerDeploymentRequest(
        namespace=client.namespace, deployment_name=DEPLOYMENT
    )
    try:
        found = await client.workflow_service.describe_worker_deployment(request)
    except RPCError as error:
        if error.status is RPCStatusCode.NOT_FOUND:
            return []
        raise
    return list(found.worker_deployment_info.version_summaries)


async def _build(client: Client, found: Summary) -> Build:
    build = found.deployment_version.build_id
    pinned = await client.count_workflows(f"{RUNNING} = '{DEPLOYMENT}:{build}'")
    return Build(
        build,
        STANDINGS.get(found.status, Standing.NEW),
        pinned.count,
        found.create_time.ToDatetime(UTC),
    )
