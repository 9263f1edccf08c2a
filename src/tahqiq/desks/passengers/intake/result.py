"""What came of a file of an airline."""

from dataclasses import dataclass, field

from tahqiq.desks.passengers.airline_messages.messages import MessageFile


@dataclass(slots=True)
class Intake:
    """What came of a file, in records: ``changed`` have a further version, ``same`` brought nothing new,
    ``older`` came after a later message and stand below it. ``travels`` says on which record the person of a
    segment stands."""

    new: int = 0
    changed: int = 0
    same: int = 0
    older: int = 0
    cancelled: int = 0
    flights: list[str] = field(default_factory=list)
    travels: dict[int, str] = field(default_factory=dict)
    message_file: MessageFile = field(default_factory=MessageFile)

    @property
    def records(self) -> int:
        """How many bookings and travellers of lists the file holds."""
        return self.new + self.changed + self.same + self.older
