package import CanonicalJSON
package import LaporModel
package import LaporStore

extension ComplaintRow {
    /// The object of `list --json`.
    package func json(status: String) -> JSONObject {
        var attachments = attachments
        for index in attachments.indices {
            guard case .object(var object) = attachments[index] else { continue }
            // What is sealed is told as null.
            object["name"] = object["name"] ?? .null
            object["type"] = object["type"] ?? .null
            attachments[index] = .object(object)
        }
        return JSONObject([
            ("agency", .string(orNull: agency)),
            ("anonymous", .bool(anonymous)),
            ("attachments", .array(attachments)),
            ("category", .string(orNull: category)),
            ("classification", .string(classification)),
            ("clock_behind", .bool(clockBehind)),
            ("confidential", .bool(confidential)),
            ("description", .string(orNull: description)),
            ("device", .string(device.hex)),
            ("device_name", .string(deviceName)),
            ("id", .string(id.hex)),
            ("incident_date", .string(orNull: incidentDate)),
            ("linked", .bool(isLinked)),
            ("location", .string(orNull: location)),
            ("number", .string(number.description)),
            ("recorded_at", .string(recordedAt.description)),
            ("region", .string(region)),
            ("sealed", .bool(confidential)),
            ("status", .string(status)),
            ("title", .string(orNull: title)),
        ])
    }
}

/// What `show --json` adds to the object of `list`.
package struct ComplaintDetail {
    package var complaint: Complaint
    package var content: Content?
    package var identity: Identity?
    package var attachments: [Attachment]
    /// The other complaints about the same matter.
    package var linked: [LinkedComplaint]
    /// The names of what stands as a code, where they are known.
    package var categoryName: String?
    package var agencyName: String?
    /// At an office: when it came and was passed on.
    package var clocks: ComplaintClocks?

    /// The detail of a complaint; `content`, `identity` and names where they are clear or were opened.
    package init(
        complaint: Complaint, content: Content?, identity: Identity?, attachments: [Attachment],
        linked: [LinkedComplaint] = []
    ) {
        self.complaint = complaint
        self.content = content
        self.identity = identity
        self.attachments = attachments
        self.linked = linked
    }

    /// The object of `show --json`.
    package func json(_ row: ComplaintRow, status: String) -> JSON {
        var object = row.json(status: status)
        let capture = complaint.capture
        if row.confidential, let content {
            for (key, value) in zip(Content.keys, content.values) where object[key] != nil {
                object[key] = .string(orNull: value)
            }
        }
        object["attachments"] = .array(attachments.map(\.shownJSON))
        object["latitude"] = .string(orNull: content?.latitude)
        object["longitude"] = .string(orNull: content?.longitude)
        object["external_id"] = .string(orNull: content?.externalID)
        object["language"] = .string(orNull: capture.language)
        object["officer"] = .string(capture.officer)
        object["consent"] = capture.consent?.json ?? .null
        object["completeness"] = .integer(capture.completeness)
        object["reporter"] = reporter
        object["answers"] = .array(
            complaint.answers.map { answer in
                // Only an answer that was given for another complaint says for which.
                let source = answer.givenFor.map { [("given_for", JSON.string($0.hex))] } ?? []
                return .object(
                    JSONObject(
                        [("agency", .string(orNull: answer.agency)), ("at", .string(answer.at))] + source
                            + [("text", .string(answer.text))]))
            })
        object["linked_with"] = .array(
            linked.map { other in
                .object([
                    ("id", .string(other.id.hex)), ("number", .string(orNull: other.number?.description)),
                ])
            })
        object["tracking_id"] = .string(orNull: complaint.trackingID)
        object["conflicts"] = .array(complaint.conflicts.map(\.json))
        object["history"] = .array(
            complaint.history.map { entry in
                var object = JSONObject([
                    ("at", .string(entry.at.description)), ("author", .string(entry.author.hex)),
                    ("event", .string(entry.event.hex)), ("kind", .string(entry.kind)),
                    ("operator", .string(orNull: entry.operatorName)),
                ])
                object.add("text", entry.words)
                return .object(object)
            })
        if let clocks {
            object["arrived_at"] = .string(clocks.arrivedAt.description)
            object.add("forwarded_at", clocks.forwardedAt?.description)
            object.add("forwarded_on", clocks.forwardedOn?.description)
        }
        return .object(object)
    }

    private var reporter: JSON {
        if let identity {
            return .object(Identity.keys.map { ($0, .string(orNull: identity.values[$0])) })
        }
        return complaint.sealedIdentities.isEmpty ? .null : .object([("sealed", .bool(true))])
    }
}

extension Conflict {
    /// The field and its standing values, the displayed one first.
    package var json: JSON {
        .object([
            ("field", .string(field)),
            (
                "values",
                .array(
                    values.map { value in
                        .object([
                            ("at", .string(value.at.description)), ("author", .string(value.author.hex)),
                            ("value", .string(orNull: value.value)),
                        ])
                    })
            ),
        ])
    }
}
