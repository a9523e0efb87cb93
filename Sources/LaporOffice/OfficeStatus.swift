package import LaporModel
package import LaporStore

/// What a coordinator sees at a glance.
package struct OfficeStatus: Sendable {
    /// A team that got a kit.
    package struct Team: Sendable {
        package var team: String
        package var devicesExpected: Int
        package var devicesSeen: Int
        package var expected: Day?
        package var late: Bool
        /// Of all its kits.
        package var regions: [String]
    }

    package var byStatus: [(status: String, count: Int)]
    package var devices: [OfficeDevice]
    package var teams: [Team]
    /// The team of a device, by the kit that brought it in, or as it says itself.
    package var teamOfDevice: [Identifier: String]
    /// Complaints that should have been verified and forwarded by now.
    package var overdue: Int
    /// Those that must be by tomorrow.
    package var dueSoon: Int
    /// What is late by step, verifying included; empty where nobody asked.
    package var overdueSteps: [OverdueStep]
    /// Complaints of which a field has more than one standing value.
    package var conflicts: Int
    /// The bundles that wait, the oldest first.
    package var waiting: [QuarantinedBundle]
    /// The day on which it is there.
    package var today: Day

    package var complaints: Int { byStatus.reduce(0) { $0 + $1.count } }
    package var quarantined: Int { waiting.count }

    /// Devices of which nothing has come for too long, with how many days, the longest silent first.
    package var silent: [(device: OfficeDevice, days: Int)] {
        devices.filter(\.isSilent).map { ($0, $0.daysSilent ?? 0) }
            .sorted { ($1.days, $0.device.id) < ($0.days, $1.device.id) }
    }
}

extension Office {
    /// What stands where: of all complaints, or of those that arrived on a day or later, or come from a region.
    ///
    /// What needs attention does not depend on the day. With a region, teams are those with a kit for it or a part of it, and
    /// devices those of these teams, and others that have brought something from there.
    package func status(since: Day? = nil, region: RegionCode? = nil) throws -> OfficeStatus {
        try store.read { transaction in
            var status = try status(transaction)
            let dates = try dueDates(transaction)
            if since != nil || region != nil {
                try narrow(&status, since: since, region: region, dates, transaction)
            }
            status.overdueSteps = try overdueSteps(
                verify: status.overdue, dates, region: region, transaction)
            status.conflicts = try transaction.countConflicts(region: region)
            return status
        }
    }

    /// What stands where in one state of the store, but for the steps after verifying and for conflicts.
    func status(_ transaction: Transaction) throws -> OfficeStatus {
        let devices = try devices(transaction)
        let dates = try dueDates(transaction)
        let (overdue, dueSoon) = try deadlines(dates, transaction)
        let registry = try registry(transaction)
        return OfficeStatus(
            byStatus: try transaction.countsByStatus(base: Status.received), devices: devices,
            teams: teams(registry, devices, today: dates.today),
            teamOfDevice: Dictionary(
                devices.map { ($0.id, registry.teams[$0.id] ?? $0.team) },
                uniquingKeysWith: { first, _ in first }),
            overdue: overdue, dueSoon: dueSoon, overdueSteps: [], conflicts: 0,
            waiting: try transaction.quarantined(), today: dates.today)
    }

    private func teams(_ registry: Registry, _ devices: [OfficeDevice], today: Day) -> [OfficeStatus.Team] {
        var order: [String] = []
        var newest: [String: Registry.Invitation] = [:]
        var expected: [String: Int] = [:]
        var regions: [String: [String]] = [:]
        for invitation in registry.invitations {
            if newest[invitation.team] == nil { order.append(invitation.team) }
            newest[invitation.team] = invitation
            expected[invitation.team, default: 0] += invitation.devices
            regions[invitation.team, default: []] += invitation.regions
        }
        return order.sorted().compactMap { team in
            guard let invitation = newest[team] else { return nil }
            let seen = devices.filter { (registry.teams[$0.id] ?? $0.team) == team && $0.lastSequence > 0 }
            let late = invitation.expected.map { $0 < today && seen.isEmpty } ?? false
            return OfficeStatus.Team(
                team: team, devicesExpected: expected[team] ?? 0, devicesSeen: seen.count,
                expected: invitation.expected, late: late, regions: regions[team] ?? [])
        }
    }

    /// Complaints that arrived and were not verified in time, or will be due by the next working day.
    private func deadlines(
        _ dates: DueDates, _ transaction: Transaction
    ) throws -> (overdue: Int, dueSoon: Int) {
        let overdue = try transaction.countArrived(before: dates.overdueArrivals.before)
        return (overdue, try transaction.countArrived(before: dates.arrivals(dueWithin: 1).before) - overdue)
    }

    /// Leaves of a status what arrived since a day and belongs to a region.
    private func narrow(
        _ status: inout OfficeStatus, since: Day?, region: RegionCode?, _ dates: DueDates,
        _ transaction: Transaction
    ) throws {
        let tallies = try transaction.tallies(
            since: since.map { $0.start(hoursEast: facts.hoursEast) }, region: region, base: Status.received)
        var byStatus: [String: Int] = [:]
        var byDevice: [Identifier: Int] = [:]
        for tally in tallies {
            if tally.recent > 0 { byStatus[tally.status, default: 0] += tally.recent }
            byDevice[tally.device, default: 0] += tally.recent
        }
        status.byStatus = byStatus.sorted { $0.key < $1.key }.map { (status: $0.key, count: $0.value) }
        for index in status.devices.indices {
            status.devices[index].complaints = byDevice[status.devices[index].id] ?? 0
        }
        guard let region else { return }
        status.overdue = try transaction.countArrived(
            before: dates.overdueArrivals.before, region: region)
        status.dueSoon =
            try transaction.countArrived(before: dates.arrivals(dueWithin: 1).before, region: region)
            - status.overdue
        let invited = Set(status.teams.map(\.team))
        status.teams = status.teams.filter { team in
            team.regions.contains { region.contains($0) || RegionCode($0)?.contains(region.text) ?? false }
        }
        let theirs = Set(status.teams.map(\.team))
        let (all, teamOfDevice) = (status.devices, status.teamOfDevice)
        status.devices = all.filter { device in
            let team = teamOfDevice[device.id] ?? device.team
            // What only waits, of a team that nobody knows, may be anybody's.
            let isUnknown = device.lastSequence == 0 && !invited.contains(team)
            return theirs.contains(team) || byDevice[device.id] != nil || isUnknown
        }
        let others = Set(all.map(\.id)).subtracting(status.devices.map(\.id))
        status.waiting.removeAll { others.contains($0.device) }
    }
}
