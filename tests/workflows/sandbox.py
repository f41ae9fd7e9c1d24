"""A sandbox that watches our workflows: it stops a call that no replay can tell again."""

from temporalio.worker.workflow_sandbox import SandboxedWorkflowRunner, SandboxRestrictions

# The compiled libraries must come along: they load parts of themselves lazily, and a first forged
# seal then aborts the whole process (a panic that cannot unwind).
PASSED_THROUGH = (
    "domain",
    "activities",
    "adapters",
    "pydantic",
    "pydantic_core",
    "annotated_types",
    "typing_extensions",
    "rfc8785",
    "cryptography",
    "_cffi_backend",
)


def sandbox(*modules: str) -> SandboxedWorkflowRunner:
    """Return a sandbox that lets the libraries through, and the modules named."""
    restrictions = SandboxRestrictions.default.with_passthrough_modules(*PASSED_THROUGH, *modules)
    return SandboxedWorkflowRunner(restrictions=restrictions)
