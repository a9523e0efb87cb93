/// When a complaint came how far, by three clocks that are never reckoned against each other.
package struct ComplaintClocks: Equatable, Sendable {
    /// By the laptop's clock: when it was taken down.
    package var recordedAt: Timestamp
    /// Whether the laptop itself doubted its clock then.
    package var isDoubted: Bool
    /// By the office's clock: when it came into its store.
    package var arrivedAt: Timestamp
    /// By the clock of the office that answered: when it was first noted that the complaint is with LAPOR! or an agency;
    /// `nil` as long as nobody has said so.
    package var forwardedAt: Timestamp?
    /// The day that this answer itself gives.
    package var forwardedOn: Day?

    /// Times of a complaint of which nobody has said yet that it was passed on.
    package init(recordedAt: Timestamp, isDoubted: Bool, arrivedAt: Timestamp) {
        self.recordedAt = recordedAt
        self.isDoubted = isDoubted
        self.arrivedAt = arrivedAt
    }
}
