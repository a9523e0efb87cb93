/// A stanza told apart by its first argument, with the rules of its kind checked.
///
/// Stanzas are checked whatever identities are given, so that a file is valid or not for everybody alike.
enum RecognisedStanza {
    case x25519(X25519Stanza)
    case scrypt(ScryptStanza)
    /// Another kind, which the specification says to ignore.
    case other

    /// Throws `AgeError.malformedHeader` where a known kind breaks its own rules.
    init(_ stanza: Stanza) throws(AgeError) {
        switch stanza.arguments.first {
        case X25519Stanza.name: self = .x25519(try X25519Stanza(stanza))
        case ScryptStanza.name: self = .scrypt(try ScryptStanza(stanza))
        default: self = .other
        }
    }
}
