import FileIO
import LaporField
import LaporModel
import LaporSamples
import Testing

@Suite struct ConditionTests {
    private static func battery(_ files: [String: [String: String]]) throws -> Battery? {
        let folder = try TemporaryFolder()
        for (name, facts) in files {
            let path = folder.path("sys/class/power_supply/\(name)")
            try Folder.make(path)
            for (file, text) in facts { try Folder.write(Array("\(text)\n".utf8), to: "\(path)/\(file)") }
        }
        return withExtendedLifetime(folder) { Battery(root: folder.path("")) }
    }

    @Test func `a battery is read from the kernel's files, mice and chargers are passed over`() throws {
        #expect(try Self.battery([:]) == nil)
        #expect(try Self.battery(["AC": ["type": "Mains", "online": "1"]]) == nil)
        let mouse = ["type": "Battery", "scope": "Device", "capacity": "3", "status": "Discharging"]
        #expect(try Self.battery(["hid": mouse]) == nil)
        let one = ["type": "Battery", "capacity": "14", "status": "Discharging"]
        #expect(try Self.battery(["BAT0": one, "hid": mouse]) == Battery(percent: 14, isDischarging: true))
        // Two of them empty one after the other.
        let other = ["type": "Battery", "capacity": "90", "status": "Unknown"]
        #expect(try Self.battery(["BAT0": one, "BAT1": other]) == Battery(percent: 52, isDischarging: true))
        let charging = ["type": "Battery", "capacity": "5", "status": "Charging"]
        #expect(try Self.battery(["BAT0": charging]) == Battery(percent: 5, isDischarging: false))
        #expect(try Self.battery(["BAT0": ["type": "Battery", "capacity": "x"]]) == nil)
    }

    private static func conditions(_ battery: Battery?, free: Int, total: Int = 100_000_000_000)
        -> [Condition]
    {
        Machine(battery: battery, space: Space(free: free, total: total)).conditions
    }

    @Test func `little battery and little disk are conditions, a full charge and room are none`() {
        let room = 50_000_000_000
        #expect(Self.conditions(nil, free: room).isEmpty)
        #expect(Self.conditions(Battery(percent: 15, isDischarging: true), free: room).isEmpty)
        #expect(Self.conditions(Battery(percent: 3, isDischarging: false), free: room).isEmpty)
        let low = Battery(percent: 14, isDischarging: true)
        #expect(Self.conditions(low, free: room) == [.batteryLow(percent: 14)])
        #expect(Self.conditions(nil, free: 200_000_000, total: 1_000_000_000).isEmpty)
        #expect(Self.conditions(nil, free: 199_999_999) == [.diskNearlyFull(free: 199_999_999)])
        #expect(Self.conditions(nil, free: 19_999_999) == [.diskFull(free: 19_999_999)])
        // A hundredth of 100 GB, but not that of a disk where a hundredth is plenty.
        #expect(Self.conditions(nil, free: 999_999_999) == [.diskNearlyFull(free: 999_999_999)])
        #expect(Self.conditions(nil, free: 5_000_000_000, total: 1_000_000_000_000).isEmpty)
        #expect(Machine(battery: nil, space: nil).conditions.isEmpty)
    }

    @Test func `a clock that jumped is told by the last event, and by the kit's date first of all`() throws {
        let sample = try SampleDevice()
        let quiet = Machine(battery: nil, space: nil)
        let start = sample.clock.now
        #expect(try sample.device.conditions(quiet).isEmpty)
        sample.clock.now = start + 10 * 86_400
        try sample.capture()
        let last = sample.clock.now

        sample.clock.now = last + -3_600
        #expect(try sample.device.conditions(quiet).isEmpty)
        sample.clock.now = last + -3_601
        #expect(
            try sample.device.conditions(quiet) == [.clockWentBack(clock: last + -3_601, last: last)])
        sample.clock.now = last + 30 * 86_400
        #expect(try sample.device.conditions(quiet).isEmpty)
        sample.clock.now = last + (30 * 86_400 + 1)
        #expect(
            try sample.device.conditions(quiet)
                == [.clockWentAhead(clock: last + (30 * 86_400 + 1), last: last)])
        sample.clock.now = Timestamp(seconds: 1_300_000_000)
        guard case .clockBehindKit(let clock, let known) = try sample.device.conditions(quiet).first else {
            Issue.record("no doubt of a clock in 2011")
            return
        }
        #expect(clock == sample.clock.now && known < last)
        // What is written with the clock right again ends the doubt.
        sample.clock.now = last + 60 * 86_400
        try sample.capture()
        #expect(try sample.device.conditions(quiet).isEmpty)
    }
}
