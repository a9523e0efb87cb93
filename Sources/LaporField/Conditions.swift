package import FileIO
package import LaporModel
import LaporStore

/// What may soon keep a laptop from taking complaints, or make them doubtful.
package enum Condition: Equatable, Sendable {
    /// The battery is being emptied and holds little.
    case batteryLow(percent: Int)
    /// The store's disk has little room, in bytes.
    case diskNearlyFull(free: Int)
    /// So little that the next complaint may find no room.
    case diskFull(free: Int)
    /// The clock stands before the kit's date, or that of the office's newest receipt.
    case clockBehindKit(clock: Timestamp, known: Timestamp)
    /// The clock stands before what this laptop wrote last.
    case clockWentBack(clock: Timestamp, last: Timestamp)
    /// The clock stands long after what this laptop wrote last.
    case clockWentAhead(clock: Timestamp, last: Timestamp)

    /// A word for programs.
    package var kind: String {
        switch self {
        case .batteryLow: "battery_low"
        case .diskNearlyFull: "disk_nearly_full"
        case .diskFull: "disk_full"
        case .clockBehindKit: "clock_behind_kit"
        case .clockWentBack: "clock_went_back"
        case .clockWentAhead: "clock_went_ahead"
        }
    }
}

/// What a laptop says of itself, besides its clock.
package struct Machine: Sendable {
    package var battery: Battery?
    /// Of the store's disk.
    package var space: Space?

    /// A machine of these facts.
    package init(battery: Battery?, space: Space?) {
        self.battery = battery
        self.space = space
    }

    /// The machine below a root, whose store lies in a folder.
    package init(root: String = "", store: String) {
        battery = Battery(root: root)
        space = Folder.space(of: store)
    }

    static let batteryLow = 15
    static let diskFull = 20_000_000
    static let diskNearlyFull = 200_000_000
    /// Where a hundredth of the disk is more than this, it is not little.
    static let plenty = 2_000_000_000

    /// What is the matter with battery and disk.
    package var conditions: [Condition] {
        var conditions: [Condition] = []
        if let battery, battery.isDischarging, battery.percent < Self.batteryLow {
            conditions.append(.batteryLow(percent: battery.percent))
        }
        if let space {
            if space.free < Self.diskFull {
                conditions.append(.diskFull(free: space.free))
            } else if space.free < Self.diskNearlyFull
                || (space.free < space.total / 100 && space.free < Self.plenty)
            {
                conditions.append(.diskNearlyFull(free: space.free))
            }
        }
        return conditions
    }
}

extension Device {
    private static let tolerance = 3_600
    private static let longTime = 30 * 86_400

    /// What a volunteer should know of this laptop before it hurts.
    package func conditions(_ machine: Machine) throws -> [Condition] {
        let clock = surroundings.now()
        let (known, last) = try store.read { transaction in
            (
                try latestKnown(transaction),
                try transaction.last(of: id)?.header.recordedAt
            )
        }
        var conditions = machine.conditions
        // One doubt of the clock is enough: the office's word first.
        if clock + Self.tolerance < known {
            conditions.append(.clockBehindKit(clock: clock, known: known))
        } else if let last, clock + Self.tolerance < last {
            conditions.append(.clockWentBack(clock: clock, last: last))
        } else if let last, last + Self.longTime < clock, known + Self.longTime < clock {
            conditions.append(.clockWentAhead(clock: clock, last: last))
        }
        return conditions
    }
}
