"""The named updates of an agreement: one for each command that a person can ask."""

from domain.agreement.state import Agreement
from domain.records import Appended
from domain.requests import SealedRequest
from workflows.doors import door
from workflows.life import Life


class AgreementUpdates(Life[Agreement]):
    """The doors of an agreement; each leads into the same turn."""

    @door("The supplier offers an agreement.")
    async def offer(self, request: SealedRequest) -> Appended:
        return await self._take_turn(request)

    @door("The supplier offers it anew; choices and signatures are void.")
    async def revise_offer(self, request: SealedRequest) -> Appended:
        return await self._take_turn(request)

    @door("The supplier takes its offer back.")
    async def withdraw_offer(self, request: SealedRequest) -> Appended:
        return await self._take_turn(request)

    @door("The board refuses the offer.")
    async def refuse_offer(self, request: SealedRequest) -> Appended:
        return await self._take_turn(request)

    @door("The board answers, per product and per optional service, for its schools.")
    async def choose(self, request: SealedRequest) -> Appended:
        return await self._take_turn(request)

    @door("A party signs the hash of the whole; the second signature activates.")
    async def sign(self, request: SealedRequest) -> Appended:
        return await self._take_turn(request)

    @door("The supplier offers a further product in a running agreement.")
    async def offer_product(self, request: SealedRequest) -> Appended:
        return await self._take_turn(request)

    @door("The supplier takes the offer of a further product back.")
    async def withdraw_product(self, request: SealedRequest) -> Appended:
        return await self._take_turn(request)

    @door("The board drops a product; its data comes back or is destroyed.")
    async def drop_product(self, request: SealedRequest) -> Appended:
        return await self._take_turn(request)

    @door("The board brings a school into scope, every option off.")
    async def add_school(self, request: SealedRequest) -> Appended:
        return await self._take_turn(request)

    @door("The board takes a school out of scope; its data comes back or goes.")
    async def remove_school(self, request: SealedRequest) -> Appended:
        return await self._take_turn(request)

    @door("The supplier offers a change again that lapsed here; it is judged anew.")
    async def reoffer_change(self, request: SealedRequest) -> Appended:
        return await self._take_turn(request)

    @door("The board approves a change, on the leaflet that was shown.")
    async def approve_change(self, request: SealedRequest) -> Appended:
        return await self._take_turn(request)

    @door("The board rejects a change; the old leaflet stays in force.")
    async def reject_change(self, request: SealedRequest) -> Appended:
        return await self._take_turn(request)

    @door("The board takes its approval back while the change is not in force.")
    async def withdraw_approval(self, request: SealedRequest) -> Appended:
        return await self._take_turn(request)

    @door("A party ends the agreement.")
    async def give_notice(self, request: SealedRequest) -> Appended:
        return await self._take_turn(request)

    @door("The board asks for its data back.")
    async def request_return(self, request: SealedRequest) -> Appended:
        return await self._take_turn(request)

    @door("The board waives the return of its data, in writing.")
    async def waive_return(self, request: SealedRequest) -> Appended:
        return await self._take_turn(request)

    @door("The supplier delivers the data.")
    async def deliver_export(self, request: SealedRequest) -> Appended:
        return await self._take_turn(request)

    @door("The board confirms that what was delivered is complete.")
    async def confirm_export(self, request: SealedRequest) -> Appended:
        return await self._take_turn(request)

    @door("The board reports that what was delivered is not complete.")
    async def report_incomplete_export(self, request: SealedRequest) -> Appended:
        return await self._take_turn(request)

    @door("The supplier certifies destruction, for one part of the chain.")
    async def certify_destruction(self, request: SealedRequest) -> Appended:
        return await self._take_turn(request)

    @door("The supplier cites a law by which it keeps named data, until a day.")
    async def cite_duty_to_keep(self, request: SealedRequest) -> Appended:
        return await self._take_turn(request)
