package import LaporModel
import LaporStore

/// What a coordinator sees at a glance.
package struct OfficeStatus: Sendable {
    /// A team that got a kit.
    package struct Team: Sendable {
        package var team: String
        package var devicesExpected: Int
        package var devicesSeen: Int
        package var expected: Day?
        package var late: Bool
    }

    package var complaints: Int
    package var byStatus: [(status: String, count: Int)]
    package var devices: [OfficeDevice]
    package var teams: [Team]
    package var quarantined: Int
    /// Complaints that should have been verified and forwarded by now.
    package var overdue: Int
    /// Those that must be by tomorrow.
    package var dueSoon: Int
}

extension Office {
    /// What stands where.
    package func status() throws -> OfficeStatus {
        try store.read { try status($0) }
    }

    /// What stands where in one state of the store.
    func status(_ transaction: Transaction) throws -> OfficeStatus {
        let counts = try transaction.countsByStatus(base: Status.received)
        let devices = try devices(transaction)
        let dates = try dueDates(transaction)
        let (overdue, dueSoon) = try deadlines(dates, transaction)
        return OfficeStatus(
            complaints: counts.reduce(0) { $0 + $1.count }, byStatus: counts, devices: devices,
            teams: teams(try registry(transaction), devices, today: dates.today),
            quarantined: try transaction.quarantined().count, overdue: overdue, dueSoon: dueSoon)
    }

    private func teams(_ registry: Registry, _ devices: [OfficeDevice], today: Day) -> [OfficeStatus.Team] {
        var order: [String] = []
        var newest: [String: Registry.Invitation] = [:]
        var expected: [String: Int] = [:]
        for invitation in registry.invitations {
            if newest[invitation.team] == nil { order.append(invitation.team) }
            newest[invitation.team] = invitation
            expected[invitation.team, default: 0] += invitation.devices
        }
        return order.sorted().compactMap { team in
            guard let invitation = newest[team] else { return nil }
            let seen = devices.filter { (registry.teams[$0.id] ?? $0.team) == team && $0.lastSequence > 0 }
            let late = invitation.expected.map { $0 < today && seen.isEmpty } ?? false
            return OfficeStatus.Team(
                team: team, devicesExpected: expected[team] ?? 0, devicesSeen: seen.count,
                expected: invitation.expected, late: late)
        }
    }

    /// Complaints that arrived and were not verified in time, or will be due by the next working day.
    private func deadlines(
        _ dates: DueDates, _ transaction: Transaction
    ) throws -> (overdue: Int, dueSoon: Int) {
        let overdue = try transaction.countArrived(before: dates.overdueArrivals.before)
        return (overdue, try transaction.countArrived(before: dates.arrivals(dueWithin: 1).before) - overdue)
    }
}
