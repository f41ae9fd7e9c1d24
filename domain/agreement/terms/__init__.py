"""The clocks of an agreement: as agreed, by policy, and the rules between the two."""

from domain.agreement.terms.clocks import Duration, Terms
from domain.agreement.terms.policies import DEMONSTRATION, POLICIES, PRODUCTION, Policy
from domain.agreement.terms.rules import CLOCK_RULES, Bound, ClockRule, too_lax

__all__ = [
    "CLOCK_RULES",
    "DEMONSTRATION",
    "POLICIES",
    "PRODUCTION",
    "Bound",
    "ClockRule",
    "Duration",
    "Policy",
    "Terms",
    "too_lax",
]
