"""How long each kind of activity may take, and how often it is tried again."""

from datetime import timedelta
from typing import NamedTuple

from temporalio.common import RetryPolicy
from temporalio.workflow import ActivityConfig, LocalActivityConfig

# A task that a worker took into death is given to another one after this time; until then nothing
# of that workflow goes on. It is far more than a task takes, which is milliseconds: where a worker
# is so short of processors that tasks take longer than this, they are begun again and again.
TASK = timedelta(seconds=3)

# The store answers in milliseconds, or waits for its database. An attempt that takes long tells
# that it lives: one that a worker took into death is repeated soon, for the turn that waits for it
# holds up every later one. There is no last attempt: while the store is away nothing is lost.
DEAD = timedelta(seconds=2)
STORE = ActivityConfig(
    start_to_close_timeout=timedelta(seconds=10),
    heartbeat_timeout=DEAD,
    retry_policy=RetryPolicy(
        initial_interval=timedelta(milliseconds=200),
        maximum_interval=timedelta(seconds=5),
    ),
)

# What is only read, or may be stored within the task, is done by the worker that takes the turn:
# milliseconds, instead of two more tasks. A second attempt is an activity like any other.
NEARBY = LocalActivityConfig(
    schedule_to_close_timeout=timedelta(seconds=2),
    retry_policy=RetryPolicy(maximum_attempts=1),
)

# Two leaflets are read and compared: some tenths of a second at worst, but in a turn as well.
GATHER = ActivityConfig(
    start_to_close_timeout=timedelta(seconds=15),
    heartbeat_timeout=DEAD,
    retry_policy=RetryPolicy(
        initial_interval=timedelta(milliseconds=200),
        maximum_interval=timedelta(seconds=5),
    ),
)

# A document is laid out and sent to a storage that may be slow, full or away for a day. Nobody
# waits for it: it may take its time, and is tried more and more seldom.
DOCUMENT = ActivityConfig(
    start_to_close_timeout=timedelta(minutes=2),
    heartbeat_timeout=DEAD,
    retry_policy=RetryPolicy(
        initial_interval=timedelta(seconds=1),
        maximum_interval=timedelta(minutes=5),
    ),
)

# Letters go to a mail server that may be slow: each step has its own patience, and all that were
# taken go side by side. It tells that it lives, so that the death of a worker is seen at once.
DELIVERY = ActivityConfig(
    start_to_close_timeout=timedelta(minutes=4),
    heartbeat_timeout=timedelta(seconds=5),
    retry_policy=RetryPolicy(
        initial_interval=timedelta(milliseconds=200),
        maximum_interval=timedelta(seconds=5),
    ),
)

# A wave of signals to agreements goes on for some seconds. It tells how far it is, so that after
# the death of a worker the next attempt goes on there.
FAN_OUT = ActivityConfig(
    start_to_close_timeout=timedelta(minutes=2),
    heartbeat_timeout=timedelta(seconds=5),
    retry_policy=RetryPolicy(
        initial_interval=timedelta(milliseconds=200),
        maximum_interval=timedelta(seconds=5),
    ),
)


class Pause(NamedTuple):
    """How long to wait at first, and at most: it doubles."""

    first: timedelta
    longest: timedelta


# An agreement that was signalled takes its turn in less than a second; one that cannot be reached
# is tried on, without filling the product's history.
TELL_AGAIN = Pause(timedelta(seconds=1), timedelta(hours=1))

# Agreements hear by signals, and look by themselves when a product comes into force. Whoever lacks
# something all the same is looked for.
LOOK_AGAIN = Pause(timedelta(hours=1), timedelta(days=30))

# Where an activity failed for good all the same: how long until it is asked for again.
ASK_AGAIN = timedelta(minutes=5)
