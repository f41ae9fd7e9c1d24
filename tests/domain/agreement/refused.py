"""For every refusal of an agreement: a story, and the command that it refuses."""

from collections.abc import Callable
from datetime import date, timedelta

from domain.actors import CLOCK, ENGINE, Actor
from domain.agreement import commands as c
from domain.agreement import refusals as r
from domain.agreement.state import Phase
from domain.agreement.terms import PRODUCTION, Duration
from domain.canonical import content_hash
from domain.leaflet.completeness import LeafletIncompleteError
from domain.leaflet.digest import ServiceDigest
from domain.periods import days
from domain.refusals import RefusedError
from tests.domain.agreement.asked import in_phase
from tests.scenario import (
    BOARD,
    SCHOOLS,
    START,
    SUPPLIER,
    TEACHER,
    TEXT,
    V1,
    V2,
    V3,
    Story,
    actor,
    chosen,
    item,
    leaflet,
)

Row = tuple[type[RefusedError], Callable[[], Story], c.AnyCommand, Actor]

HASH = content_hash("nothing")
WIDER = (item("purpose.added"),)
CHOOSE, NOTICE = c.Choose(choices=(chosen(),)), c.GiveNotice(reason="other_product")
APPROVE = c.ApproveChange(change="change-1", leaflet=V2.hash)
TAKE_BACK = c.WithdrawApproval(change="change-1")
REOFFER = c.ReofferChange(change="change-1", new_change="change-9")
CERTIFY = c.CertifyDestruction(ending="ending-1", part="supplier", certificate=HASH)
KEEP = c.CiteDutyToKeep(
    ending="ending-1",
    part="supplier",
    categories=("code:account",),
    law="WVV art. 3:88",
    until=date(2033, 12, 31),
)
OWN = leaflet("1").model_copy(
    update={
        "services": (
            ServiceDigest(id="core", name="Core", kind="core"),
            ServiceDigest(id="ai", name="AI", kind="optional", controller=True),
        )
    }
)
TWICE = leaflet("1").model_copy(
    update={"services": (ServiceDigest(id="core", name="Core", kind="optional"),)}
)


def offer(**also: object) -> c.Offer:
    body = {"schools": SCHOOLS, "leaflets": (V1.hash,), "text": TEXT, **also}
    return c.Offer.model_validate(body)


def unborn() -> Story:
    return Story()


def incomplete() -> Story:
    return Story(missing={V1.hash: ("retention (4.3)",)})


def ambiguous() -> Story:
    return Story(stored=(TWICE,))


def offered() -> Story:
    return in_phase(Phase.OFFERED)


def consented() -> Story:
    return in_phase(Phase.CONSENTED)


def own_purpose() -> Story:
    return Story(stored=(OWN,)).offered(OWN)


def signed_by_one() -> Story:
    return consented().signed(BOARD)


def active() -> Story:
    return in_phase(Phase.ACTIVE)


def small() -> Story:
    return Story().offered(schools=("college",)).chose().signed()


def asked() -> Story:
    story = active()
    story.announced(items=WIDER)
    return story


def told() -> Story:
    story = active()
    story.announced(items=(item("text.changed", important=False),))
    return story


def rejected() -> Story:
    return asked().rejected()


def approved() -> Story:
    return asked().approved()


def withdrawn() -> Story:
    story = asked()
    story.withdrew()
    return story


def two_asked() -> Story:
    story = asked()
    story.announced(V3, WIDER, "change-2")
    return story


def fallen() -> Story:
    return two_asked().rejected()


def lapsed() -> Story:
    return asked().later(days=31)


def lapsed_and_another_asked() -> Story:
    story = lapsed()
    story.announced(V3, WIDER, "change-2")
    return story


def lapsed_and_overtaken() -> Story:
    return lapsed_and_another_asked().approved(V3, "change-2")


def colliding() -> Story:
    """Two that wait beside each other, and can not be put one behind the other any more."""
    story = active()
    story.announced(items=WIDER, predecessor=V1.hash)
    story.announced(V3, WIDER, "change-2", predecessor=V2.hash, independent_of=("change-1",))
    story.stored = (V1, V2)  # without it, nothing can be composed of it
    return story


def another_suppliers() -> Story:
    return Story(owners={"code": "gitlab"})


def other_party() -> Story:
    story = active()
    story.announced(items=(item("supplier.changed"),))
    return story


def leaving() -> Story:
    story = active()
    story.ask(c.GiveNotice(reason="product_stops"), SUPPLIER)
    return story


def ending() -> Story:
    return in_phase(Phase.ENDING)


def settled() -> Story:
    return ending().settled("ending-1")


def certified() -> Story:
    return settled().certified("ending-1", "supplier")


def kept() -> Story:
    story = ending()
    story.ask(KEEP, SUPPLIER)
    return story.settled("ending-1").certified("ending-1", "supplier")


LAX = PRODUCTION.defaults.model_copy(update={"answer_period": days(1)})
EXPIRED = actor("board:gent", until=START)
ELSEWHERE = actor("board:gent", schools=("college",))
OVER = Duration(ends_on=START.date() - timedelta(days=1))

TABLE: tuple[Row, ...] = (
    (r.NotAPartyError, offered, CHOOSE, actor("board:leuven")),
    (r.NotForThisPartyError, offered, CHOOSE, SUPPLIER),
    (r.ActorNotAllowedError, offered, CHOOSE, CLOCK),
    (r.MandateMissingError, offered, CHOOSE, TEACHER),
    (r.MandateExpiredError, offered, CHOOSE, EXPIRED),
    (r.MandateNotForSchoolError, offered, CHOOSE, ELSEWHERE),
    (r.NotInThisPhaseError, unborn, CHOOSE, BOARD),
    (r.TermsTooLaxError, unborn, offer(terms=LAX), SUPPLIER),
    (r.UnknownLeafletError, unborn, offer(leaflets=(HASH,)), SUPPLIER),
    (LeafletIncompleteError, incomplete, offer(), SUPPLIER),
    (r.LeafletNamesError, ambiguous, offer(), SUPPLIER),
    (r.LeafletOfferedTwiceError, unborn, offer(leaflets=(V1.hash, V2.hash)), SUPPLIER),
    (r.UnknownTextError, unborn, offer(text=HASH), SUPPLIER),
    (r.DurationOverError, unborn, offer(duration=OVER), SUPPLIER),
    (r.UnknownSchoolError, unborn, offer(schools=("zee",)), SUPPLIER),
    (r.SchoolNotInScopeError, active, c.RemoveSchool(school="zee"), BOARD),
    (r.SchoolInScopeError, active, c.AddSchool(school="college"), BOARD),
    (r.LastSchoolError, small, c.RemoveSchool(school="college"), BOARD),
    (r.UnknownProductError, active, c.DropProduct(product="chess"), BOARD),
    (r.ProductAlreadyThereError, active, c.OfferProduct(leaflet=V2.hash), SUPPLIER),
    (r.LastProductError, active, c.DropProduct(product="code"), BOARD),
    (r.UnknownServiceError, offered, c.Choose(choices=(chosen("chat"),)), BOARD),
    (r.SupplierIsControllerError, own_purpose, c.Choose(choices=(chosen("ai"),)), BOARD),
    (r.OptionWithoutProductError, offered, c.Choose(choices=(chosen("ai"),)), BOARD),
    (r.ContradictoryChoiceError, offered, c.Choose(choices=(chosen(), chosen())), BOARD),
    (r.WrongLeafletError, offered, c.Choose(choices=(chosen(of=V2),)), BOARD),
    (r.NotAllAnsweredError, offered, c.Sign(hash=HASH), BOARD),
    (r.NobodyWaitedForError, active, c.Remind(reason="due_soon"), ENGINE),
    (r.NothingToSignError, active, c.Sign(hash=HASH), BOARD),
    (r.HashNotCurrentError, consented, c.Sign(hash=HASH), BOARD),
    (r.AlreadySignedError, signed_by_one, c.Sign(hash=signed_by_one().hash), BOARD),
    (r.UnknownChangeError, active, APPROVE, BOARD),
    (
        r.ChangeAlreadyReceivedError,
        lapsed,
        REOFFER.model_copy(update={"new_change": "change-1"}),
        SUPPLIER,
    ),
    (r.NotLapsedError, rejected, REOFFER, SUPPLIER),
    (r.AnotherChangeWaitsError, lapsed_and_another_asked, REOFFER, SUPPLIER),
    (r.ChangeOvertakenError, lapsed_and_overtaken, REOFFER, SUPPLIER),
    (r.ChangesCollideError, colliding, APPROVE, BOARD),
    (r.NotYourProductError, another_suppliers, offer(), SUPPLIER),
    (r.ChangeWithdrawnError, withdrawn, APPROVE, BOARD),
    (
        r.ChangeNoLongerOpenError,
        fallen,
        c.ApproveChange(change="change-2", leaflet=V3.hash),
        BOARD,
    ),
    (r.ChangeInForceError, approved, TAKE_BACK, BOARD),
    (r.NothingAskedError, told, APPROVE, BOARD),
    (r.AlreadyAnsweredError, rejected, APPROVE, BOARD),
    (
        r.PredecessorUndecidedError,
        two_asked,
        c.ApproveChange(change="change-2", leaflet=V3.hash),
        BOARD,
    ),
    (r.SupplierIsAnotherPartyError, other_party, APPROVE, BOARD),
    (r.NotApprovedError, asked, c.WithdrawApproval(change="change-1"), BOARD),
    (
        r.NoticeTooShortError,
        active,
        c.GiveNotice(reason="other_product", ends_on=START.date()),
        SUPPLIER,
    ),
    (r.NoticeAlreadyGivenError, leaving, NOTICE, SUPPLIER),
    (r.UnknownEndingError, active, c.RequestReturn(ending="ending-1"), BOARD),
    (
        r.UnknownCategoryError,
        ending,
        c.WaiveReturn(ending="ending-1", categories=("code:x",)),
        BOARD,
    ),
    (r.UnknownPartError, settled, CERTIFY.model_copy(update={"part": "nobody"}), SUPPLIER),
    (r.ReturnOutOfOrderError, ending, c.ConfirmExport(ending="ending-1"), BOARD),
    (r.ReturnNotSettledError, ending, CERTIFY, SUPPLIER),
    (r.AlreadyCertifiedError, certified, CERTIFY, SUPPLIER),
    (r.StillKeptByLawError, kept, CERTIFY, SUPPLIER),
    (
        r.LawAlreadyPastError,
        ending,
        KEEP.model_copy(update={"until": START.date()}),
        SUPPLIER,
    ),
)
