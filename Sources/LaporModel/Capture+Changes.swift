extension Capture {
    /// The fields that a `changed` event may give another value, by their keys.
    package static let changeableKeys = [
        "classification", "region", "category", "anonymous", "language", "title", "description", "location",
        "latitude", "longitude", "agency", "incident_date",
    ]

    /// Those of them that are sealed where the complaint is confidential.
    package static let sealedKeys: Set<String> = [
        "title", "description", "location", "latitude", "longitude", "agency", "incident_date",
    ]

    /// The changeable fields that have a value, in clear.
    var changeable: [(String, String)] {
        var values: [(String, String?)] = [
            ("classification", classification.rawValue), ("region", region), ("category", category),
            ("anonymous", anonymous ? "true" : "false"), ("language", language),
        ]
        if let content {
            values += Array(zip(Content.keys, content.values)).filter { Self.sealedKeys.contains($0.0) }
        }
        return values.compactMap { key, value in value.map { (key, $0) } }
    }

    /// Gives a changeable field another value; a required one is never emptied.
    mutating func set(_ key: String, _ value: String?) {
        switch key {
        case "classification":
            classification = value.flatMap(Classification.init(rawValue:)) ?? classification
        case "region": region = value ?? region
        case "category": category = value
        case "anonymous": anonymous = value == "true"
        case "language": language = value
        case "title": content?.title = value
        case "description": content?.description = value
        case "location": content?.location = value
        case "latitude": content?.latitude = value
        case "longitude": content?.longitude = value
        case "agency": content?.agency = value
        case "incident_date": content?.incidentDate = value
        default: break
        }
    }
}
