import LaporModel

/// An event that comes with a bundle, with what follows from it alone.
///
/// Made where events are read, so that whoever stores them has less to do; a class, since it goes from hand to hand.
final class IncomingEvent: Sendable {
    let event: Event
    let attachments: [Attachment]
    /// The complaint that a captured event with its body makes if the store holds nothing else of that.
    let complaint: Complaint?

    init(_ event: Event) {
        self.event = event
        attachments = event.attachments
        complaint =
            if event.header.kind == EventKind.captured, event.body != nil, let id = event.header.complaint {
                Complaint(id: id, events: [event])
            } else {
                nil
            }
    }

    static func all(_ events: [Event]) -> [IncomingEvent] { events.map { IncomingEvent($0) } }
}
