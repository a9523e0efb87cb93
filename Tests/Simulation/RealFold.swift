import LaporModel

/// The one place where the simulator calls the fold.
enum RealFold {
    static func complaint(_ events: [Event], _ setting: FoldSetting) -> Complaint? {
        Complaint(id: setting.complaint, events: events) { feed, device in
            device == setting.device ? setting.authority(of: feed) : nil
        }
    }

    /// A confidential complaint with what a key opens of it, as an office does it.
    static func opened(_ complaint: Complaint, _ world: FoldWorld) -> Complaint {
        guard let sealed = complaint.capture.sealedContent, let content = world.opened(sealed) else {
            return complaint
        }
        var opened = complaint
        opened.reveal(
            content,
            complaint.sealedChanges.compactMap { change in world.opened(change.part).map { (change, $0) } })
        return opened
    }
}
