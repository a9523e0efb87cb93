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
    package func completeness(attachments: Int) -> Int {
        var points = 0
        if (content.title ?? "").unicodeScalars.count >= 10 { points += 10 }
        let story = (content.description ?? "").unicodeScalars.count
        points += story >= 120 ? 30 : story >= 40 ? 15 : 0
        switch RegionCode(region)?.level {
        case .village: points += 15
        case .district: points += 8
        default: break
        }
        if content.location != nil || content.latitude != nil { points += 15 }
        if content.incidentDate != nil || classification != .complaint { points += 10 }
        if category != nil { points += 5 }
        if attachments > 0 { points += 5 }
        if ["phone", "email", "address"].contains(where: { identity.values[$0] != nil }) { points += 10 }
        return points
    }
}
