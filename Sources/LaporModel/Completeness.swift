extension CheckedComplaint {
    /// How much of what an agency needs is there, 0 to 100.
    ///
    /// | what | points |
    /// |---|---|
    /// | a title of 10 characters or more | 10 |
    /// | a story of 40 characters; of 120 or more | 15; 30 |
    /// | a region down to the village | 15 (a district 8) |
    /// | where exactly, or coordinates | 15 |
    /// | when (of an aspiration or a request always) | 10 |
    /// | a category | 5 |
    /// | an attachment | 5 |
    /// | a way to reach the reporter: phone, e-mail or address | 10 |
    ///
    /// A report stalls because it cannot be routed or its reporter not be reached: these weigh most.
    ///
    /// `sealed` names what an interview that was broken off has sealed already, by ``Draft/length(of:)``.
    package func completeness(attachments: Int, sealed: [Field: Int] = [:]) -> Int {
        func length(_ field: Field, _ value: String?) -> Int {
            value?.unicodeScalars.count ?? sealed[field] ?? 0
        }
        var points = 0
        if length(.title, content.title) >= 10 { points += 10 }
        let story = length(.description, content.description)
        points += story >= 120 ? 30 : story >= 40 ? 15 : 0
        switch RegionCode(region)?.level {
        case .village: points += 15
        case .district: points += 8
        default: break
        }
        if length(.location, content.location) > 0 || length(.latitude, content.latitude) > 0 { points += 15 }
        if length(.incidentDate, content.incidentDate) > 0 || classification != .complaint { points += 10 }
        if category != nil { points += 5 }
        if attachments > 0 { points += 5 }
        let contacts: [Field: String] = [
            .reporterPhone: "phone", .reporterEmail: "email", .reporterAddress: "address",
        ]
        if contacts.contains(where: { length($0.key, identity.values[$0.value]) > 0 }) { points += 10 }
        return points
    }
}
