"""One example of every command, and an agreement in every phase."""

from datetime import date

from domain.agreement import commands as c
from domain.agreement.state import Phase
from domain.canonical import content_hash
from tests.scenario import SCHOOLS, START, SUPPLIER, TEXT, V1, V2, Story, chosen

HASH = content_hash("something")
EXAMPLES: tuple[c.AnyCommand, ...] = (
    c.Offer(schools=SCHOOLS, leaflets=(V1.hash,), text=TEXT),
    c.ReviseOffer(schools=SCHOOLS, leaflets=(V1.hash,), text=TEXT),
    c.WithdrawOffer(reason="product_stops"),
    c.RefuseOffer(reason="too_much_data"),
    c.Choose(choices=(chosen(),)),
    c.Sign(hash=HASH),
    c.OfferProduct(leaflet=V2.hash),
    c.WithdrawProduct(product="code"),
    c.DropProduct(product="code"),
    c.AddSchool(school="nieuwe-school"),
    c.RemoveSchool(school="college"),
    c.ReceiveChange(change="change-1", leaflet=V2.hash, announced_from=START),
    c.ApproveChange(change="change-1", leaflet=V2.hash),
    c.RejectChange(change="change-1", leaflet=V2.hash, reason="not_acceptable"),
    c.WithdrawApproval(change="change-1"),
    c.WithdrawChange(change="change-1", reason="error"),
    c.ReofferChange(change="change-1", new_change="change-2"),
    c.GiveNotice(reason="other_product"),
    c.RequestReturn(ending="ending-1"),
    c.WaiveReturn(ending="ending-1"),
    c.DeliverExport(ending="ending-1", export=HASH),
    c.ConfirmExport(ending="ending-1"),
    c.ReportIncompleteExport(ending="ending-1", reason="files_missing"),
    c.CertifyDestruction(ending="ending-1", part="supplier", certificate=HASH),
    c.CiteDutyToKeep(
        ending="ending-1",
        part="supplier",
        categories=("code:account",),
        law="WVV art. 3:88",
        until=date(2033, 12, 31),
    ),
    c.FileDocument(document="agreement", of_version=1, hash=HASH),
    c.Remind(reason="due_soon"),
    c.PassTime(),
)


def in_phase(phase: Phase) -> Story:  # noqa: C901 - one line a phase
    """An agreement that came to stand in a phase."""
    story = Story()
    match phase:
        case Phase.UNBORN:
            return story
        case Phase.OFFERED:
            return story.offered()
        case Phase.CONSENTED:
            return story.offered().chose()
        case Phase.ACTIVE:
            return story.active()
        case Phase.REFUSED:
            story.offered().ask(c.RefuseOffer(reason="too_much_data"))
        case Phase.WITHDRAWN:
            story.offered().ask(c.WithdrawOffer(reason="product_stops"), SUPPLIER)
        case Phase.LAPSED:
            story.offered().wait(days=91)
        case Phase.ENDING:
            story.active().ended()
        case Phase.CLOSED:
            ending = story.active().ended()
            story.settled(ending).certified(ending)
    return story
