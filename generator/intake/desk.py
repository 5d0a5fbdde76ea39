"""The desk: judges what was sent, and keeps what is fit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from threading import BoundedSemaphore
from time import time

from generator.clock import day_at
from generator.intake.draft import draft
from generator.intake.outbox import Entry, Outbox, new_reference, spent_proof
from generator.intake.proof import Proof, Proofs
from generator.intake.proposal import Proposal, ProposalKind
from generator.intake.refusal import Refusal, Unfit
from generator.intake.settings import Settings
from generator.intake.standing import Standing
from generator.intake.submission import CONSENT, Submission
from generator.intake.wording import words
from generator.languages import N_, Message
from generator.reading.problem import Problem

HOUR = 3600
AT_ONCE = 2
"""So many proposals are judged at the same time: more would only fill the memory."""
PATIENCE = 10.0


@dataclass
class Desk:
    """`clock` gives seconds since 1970. Its methods may be called from any thread, and take their time."""

    settings: Settings
    outbox: Outbox
    standing: Standing
    proofs: Proofs
    clock: Callable[[], float] = time

    def __post_init__(self) -> None:
        self._places = BoundedSemaphore(AT_ONCE)

    @property
    def today(self) -> date:
        """The day in the federation's time zone."""
        return day_at(self.clock())

    def glance(self, submission: Submission) -> Proof:
        """Return the proof of work in a submission; takes no time. Raise Refusal for what is plainly spam.

        Whoever sends the same again under its key may have an old proof: that is left to `take`.
        """
        if submission.trap:
            raise Refusal(400, "trap", N_("A field that people do not see was filled in: leave it empty."))
        if submission.plain:
            return Proof()
        try:
            return self.proofs.check(submission.proof)
        except Refusal as refusal:
            if not submission.proposal.key:
                raise
            return Proof(refusal=refusal)

    def take(self, submission: Submission, proof: Proof) -> str:
        """Return the reference of a proposal that is on the disk now. Raise Refusal; Unfit where the rules refuse."""
        now = self.clock()
        proposal = submission.proposal
        known = self.outbox.known(proposal.key, proposal.digest, now)
        if known is not None:
            return known
        if proof.refusal is not None:
            raise proof.refusal
        if proof.name and self.outbox.is_spent(proof.name):
            raise spent_proof()
        self._refuse_too_many(now, plain=submission.plain)
        if not self._places.acquire(timeout=PATIENCE):
            raise Refusal(503, "busy", N_("There is much to do: please try again in a minute."), wait=60)
        try:
            return self._judged(submission, proof, now)
        finally:
            self._places.release()

    def _judged(self, submission: Submission, proof: Proof, now: float) -> str:
        state, proposal = self.standing.state, submission.proposal
        if state is None:
            raise Refusal(503, "no-state", N_("The records cannot be reached: please try again soon."),
                          wait=120)  # fmt: skip
        if submission.plain:
            _refuse_unasked(proposal)
        made = draft(proposal, state, self.today)
        reference = new_reference()
        said = words(proposal, made, reference, state.language)
        entry = Entry(
            key=proposal.key,
            digest=proposal.digest,
            plain=submission.plain,
            proposal=proposal.as_json(),
            base=state.commit,
            files=made.files,
            subject=said.subject,
            message=said.message,
            body=said.body,
            proof=proof.name,
            proof_until=proof.until,
        )
        return self.outbox.accept(reference, entry, now)

    def _refuse_too_many(self, now: float, *, plain: bool) -> None:
        of = self.settings
        full = self.outbox.accepted_since(now - HOUR) >= of.total
        if full or (plain and self.outbox.accepted_since(now - HOUR, plain=True) >= of.plain_total):
            text = N_("Very many proposals have arrived in this hour: please try again later, or write to the office.")
            raise Refusal(429, "too-many", text, wait=HOUR // 4)


def _refuse_unasked(proposal: Proposal) -> None:
    """Raise Unfit for a new member that nobody has agreed to publish: a form without scripts can ask only here."""
    if proposal.kind is ProposalKind.NEW_MEMBER and CONSENT not in proposal.fields:
        raise Unfit([Problem("members/", 1, 1, CONSENT, "consent", Message(_UNASKED))])


_UNASKED = N_("to be published, the co-operative has to agree: go back and tick the box")
