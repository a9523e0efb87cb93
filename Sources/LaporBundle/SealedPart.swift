package import Age
package import CanonicalJSON
package import LaporModel

/// An age file inside a body: an identity, or the content of a confidential complaint (FORMAT.md, Sealed parts).
package enum SealedPart {
    /// Which of the two.
    package enum Name: String, Sendable {
        case identity
        case content
    }

    /// Why a part that a key opens is not believed.
    package enum Fault: Error, Equatable, Sendable {
        /// It was sealed for another complaint, or is no such part.
        case misplaced
        /// No key at hand opens it.
        case notForYou
        case damaged
    }

    private static let block = 256

    /// Seals a part of a complaint, in base64.
    ///
    /// Its length tells the plaintext's to 256 bytes only.
    package static func seal(
        _ name: Name, _ value: JSON, of complaint: Identifier, to recipients: [X25519Recipient],
        random: @escaping Randomness
    ) throws -> String {
        var plaintext = JSON.object([("complaint", .string(complaint.hex)), (name.rawValue, value)]).canonical
        let padding = (block - plaintext.count % block) % block
        plaintext.append(contentsOf: repeatElement(UInt8(ascii: " "), count: padding))
        return Base64.encode(try Age.seal(plaintext, to: recipients.map { .x25519($0) }, random: random))
    }

    /// Opens a part that must be of this name and complaint.
    package static func open(
        _ name: Name, _ text: String, of complaint: Identifier, with identities: [X25519Identity]
    ) throws -> JSON {
        guard let file = Base64.decode(text) else { throw Fault.damaged }
        let plaintext: [UInt8]
        do {
            plaintext = try Age.open(file, with: identities.map { .x25519($0) })
        } catch AgeError.noIdentityMatched {
            throw Fault.notForYou
        } catch is AgeError {
            throw Fault.damaged
        }
        guard let json = try? JSON(plaintext, form: .any), json["complaint"]?.string == complaint.hex,
            let value = json[name.rawValue]
        else { throw Fault.misplaced }
        return value
    }
}
