import LaporBundle
import LaporField
import LaporModel
import LaporStore
import LaporTerminal

extension Condition {
    /// What a volunteer is told of it, and what to do; times in a zone so many hours east of UTC.
    func message(hoursEast: Int) -> Bilingual {
        func shown(_ time: Timestamp) -> String { time.shown(hoursEast: hoursEast) }
        switch self {
        case .batteryLow(let percent):
            return Bilingual(
                id: "baterai tinggal \(percent) %: sambungkan pengisi daya; yang sudah tersimpan tetap aman",
                en: "the battery is down to \(percent) %: plug the charger in; what was saved is safe")
        case .diskNearlyFull(let free):
            return Bilingual(
                id:
                    "disk laptop hampir penuh, bebas \(ByteSize.shown(free)): kosongkan ruang, atau jalankan lapor tidy",
                en:
                    "the laptop's disk is nearly full, \(ByteSize.shown(free)) free: make room, or run lapor tidy"
            )
        case .diskFull(let free):
            return Bilingual(
                id:
                    "disk laptop penuh, bebas \(ByteSize.shown(free)): kosongkan ruang dahulu, laporan berikutnya mungkin tidak muat",
                en:
                    "the laptop's disk is full, \(ByteSize.shown(free)) free: make room first, the next complaint may not fit"
            )
        case .clockBehindKit(let clock, let known):
            return FieldWarning.clockBehind(clock: clock, known: known, hoursEast: hoursEast).message
        case .clockWentBack(let clock, let last):
            return Bilingual(
                id:
                    "jam laptop ini (\(shown(clock))) lebih awal daripada catatan terakhirnya (\(shown(last))): betulkan jamnya",
                en:
                    "this laptop's clock (\(shown(clock))) is behind what it wrote last (\(shown(last))): set it right"
            )
        case .clockWentAhead(let clock, let last):
            let days = (clock.seconds - last.seconds) / 86_400
            return Bilingual(
                id:
                    "jam laptop ini (\(shown(clock))) berjalan \(days) hari sejak catatan terakhirnya: periksa tanggalnya",
                en:
                    "this laptop's clock (\(shown(clock))) is \(days) days past what it wrote last: check the date"
            )
        }
    }
}

extension CommonOptions {
    /// This laptop, ready to write, after what its volunteer should know of it has been said on the terminal.
    func readyDevice() throws -> Device {
        let device = try device(for: .writing)
        guard Terminal.isTerminal(2) else { return device }
        for condition in try device.conditions(Machine(store: folder.path)) {
            let message = condition.message(hoursEast: device.kit.office.hoursEast)
            Terminal.warning(message.text(), program: "lapor")
        }
        return device
    }

    /// Says what was remarked on a complaint; of the clock, ``readyDevice()`` has spoken where there is a terminal.
    static func tell(_ warnings: [FieldWarning]) {
        for warning in warnings where !(warning.isOfClock && Terminal.isTerminal(2)) {
            // That a photo was cleaned is good news.
            if case .attachment(let remark) = warning, case .cleaned = remark.kind {
                Terminal.note("lapor: \(remark.message.text())")
            } else {
                Terminal.warning(warning.message.text(), program: "lapor")
            }
        }
    }
}

extension FieldWarning {
    /// Whether it doubts the laptop's clock.
    var isOfClock: Bool {
        if case .clockBehind = self { true } else { false }
    }
}
