"""How far one attempt at delivering a message has come, and how it is told to the outbox."""

from digests.store.sending.changes import Finish, Parcel


class Attempt:
    """How far one claim has come."""

    def __init__(self, parcel: Parcel) -> None:
        self.parcel = parcel
        self.form, self.step = parcel.form, parcel.step
        self.reason = ""
        self.message_id: int | None = None

    def finish(
        self, state: str, reason: str = "", *, not_before: int = 0, unknown: int = 0, lease: int | None = None
    ) -> Finish:
        return Finish(
            self.parcel.id,
            self.parcel.attempts + 1,
            state,
            reason or self.reason,
            message_id=self.message_id,
            not_before=not_before,
            unknown=unknown,
            form=self.form,
            step=self.step,
            lease=lease,
        )
