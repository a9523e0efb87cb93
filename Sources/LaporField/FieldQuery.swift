import LaporModel
package import LaporStore

/// Which complaints of a laptop are asked for, and how many of them.
package struct FieldQuery: Sendable {
    package var complaints = ComplaintQuery()
    /// `recorded`, `packed`, `confirmed`, `answered`, `unread`, or a status word.
    package var state: String?
    /// How many are passed over.
    package var offset = 0
    /// How many are wanted at most; `nil` for all.
    package var limit: Int?

    /// All complaints, by recorded time.
    package init() {}
}

extension Device {
    /// Gives the complaints that are asked for; `true` if there are more than the limit allows.
    @discardableResult
    package func forEachComplaint(
        _ query: FieldQuery, _ body: (FieldComplaint) throws -> Void
    ) throws -> Bool {
        try store.read { transaction in
            let places = try places(transaction)
            var complaints = query.complaints
            complaints.isPart = query.limit != nil
            complaints.among = try keys(state: query.state, places, transaction)
            // Where no row is left out afterwards, those that are passed over need not be read.
            let toPass = query.state == nil ? 0 : query.offset
            complaints.offset = query.offset - toPass
            var (passed, given) = (0, 0)
            var isMore = false
            try transaction.forEachComplaint(complaints) { row in
                let complaint = try placed(row, places, transaction)
                guard query.state.map({ complaint.isIn($0) }) ?? true else { return true }
                guard passed >= toPass else {
                    passed += 1
                    return true
                }
                guard query.limit.map({ given < $0 }) ?? true else {
                    isMore = true
                    return false
                }
                given += 1
                try body(complaint)
                return true
            }
            return isMore
        }
    }

    /// The complaints that may be in a state; `nil` where that may be most of them.
    private func keys(state: String?, _ places: Places, _ transaction: Transaction) throws -> KeySet? {
        guard let state else { return nil }
        var keys = KeySet()
        switch state {
        case "confirmed", Status.received: return nil
        case "recorded", Status.recorded:
            for (device, feed) in places.feeds {
                let rest = feed.all.subtracting(feed.packed).subtracting(feed.confirmed)
                try transaction.add(device, rest, to: &keys)
            }
        case "packed", Status.packed:
            for (device, feed) in places.feeds {
                try transaction.add(device, feed.packed.subtracting(feed.confirmed), to: &keys)
            }
        default: keys = try transaction.keysSpokenOf()
        }
        return keys
    }
}

extension FieldComplaint {
    /// Whether it is in a state that a query names.
    ///
    /// What another laptop took down is read out by its own team member: it is never `unread` here, as in the count.
    fileprivate func isIn(_ state: String) -> Bool {
        state == "unread" ? isOwn && isUnread == true : self.state == state || status == state
    }
}
