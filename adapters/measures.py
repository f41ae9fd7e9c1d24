"""What a worker measures, by name, served beside what Temporal's library measures."""

import ipaddress
import socket

from temporalio.common import MetricMeter
from temporalio.runtime import PrometheusConfig, Runtime, TelemetryConfig

from domain.post import Delivered
from domain.records import Append

APPEND = "akkoord_append_seconds"
BUCKETS = (0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0)


class MetricsAddressError(Exception):
    """AKKOORD_METRICS names an address that is not ours, or not free."""


class Measures:
    """The instruments; a label is a name from our own code, never an id or what somebody wrote."""

    def __init__(self, meter: MetricMeter) -> None:
        counter, gauge, exact = meter.create_counter, meter.create_gauge, meter.create_gauge_float
        self.commands = counter("akkoord_commands", "Commands accepted, by kind.")
        self.refusals = counter("akkoord_refusals", "Commands refused, by kind and refusal.")
        self.events = counter("akkoord_events", "Events appended, by type; repeats included.")
        self.append = meter.create_histogram_float(APPEND, "From asking the store to its answer.")
        self.letters_handled = counter("akkoord_letters_handled", "Letters taken, by outcome.")
        self.ready = gauge("akkoord_ready", "1 where this part of the worker is ready.")
        self.letters = gauge("akkoord_letters", "Letters that are not settled, by state.")
        self.oldest_letter = exact("akkoord_outbox_oldest_seconds", "Age of the oldest to send.")
        self.overdue = gauge("akkoord_deadlines_overdue", "Streams whose clock is late.")
        self.looked_at = exact("akkoord_looked_timestamp_seconds", "When all this was counted.")
        self.chains_broken = gauge("akkoord_chains_broken", "Chains and texts found broken.")
        self.chains_events = gauge("akkoord_chains_events", "Events seen by the last check.")
        self.chains_checked_at = exact(
            "akkoord_chains_checked_timestamp_seconds", "When the chains were checked last."
        )
        self.signed_at = exact(
            "akkoord_checkpoint_timestamp_seconds", "When the log was last seen signed as it is."
        )
        self.contradicted = gauge(
            "akkoord_checkpoints_contradicted", "Streams that are not what was signed of them."
        )

    def accepted(self, kind: str) -> None:
        """Count a command that was accepted."""
        self.commands.add(1, {"kind": kind})

    def refused(self, kind: str, refusal: str) -> None:
        """Count a command that was refused, by the refusal's code."""
        self.refusals.add(1, {"kind": kind, "refusal": refusal})

    def appended(self, batch: Append, seconds: float) -> None:
        """Count what one append brought, and how long the store took."""
        self.append.record(seconds)
        for record in batch.records:
            self.events.add(1, {"type": record.event.type})

    def delivered(self, delivered: Delivered) -> None:
        """Count what became of the letters of one round."""
        for outcome, count in delivered.model_dump().items():
            self.letters_handled.add(count, {"outcome": outcome})


def measured_runtime(address: str) -> Runtime:
    """Serve what is measured at HOST:PORT. Raises `MetricsAddressError`."""
    host, _, port = address.rpartition(":")
    telling = PrometheusConfig(
        bind_address=_bindable(host, int(port)),
        counters_total_suffix=True,
        unit_suffix=True,
        durations_as_seconds=True,
        histogram_bucket_overrides={APPEND: BUCKETS},
    )
    try:
        return Runtime(telemetry=TelemetryConfig(metrics=telling, attach_service_name=False))
    except (RuntimeError, ValueError) as error:
        raise MetricsAddressError(f"{address}: {error}") from error


def _bindable(host: str, port: int) -> str:
    """Return the address in digits, which is all that Temporal's library reads."""
    try:
        found = socket.getaddrinfo(host.strip("[]"), port, type=socket.SOCK_STREAM)
    except OSError as error:
        raise MetricsAddressError(f"{host}:{port}: {error}") from error
    digits = str(found[0][4][0])
    is_six = ipaddress.ip_address(digits.partition("%")[0]).version == 6  # noqa: PLR2004 - IPv6
    return f"[{digits}]:{port}" if is_six else f"{digits}:{port}"
