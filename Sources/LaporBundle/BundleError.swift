import Age
import Archive
import LaporModel
import SSHSignature

/// Why a bundle or a kit is not read (FORMAT.md, Errors).
package enum BundleError: Error, Equatable, Sendable {
    case notABundle
    /// No key at hand opens it, or it is addressed to somebody else.
    case notForYou
    case tooNew(format: Int)
    case tooOld(format: Int)
    case truncated
    /// Changed on the way, or written badly: the file in it, if one was reached, and a short fact.
    case damaged(file: String?, fact: String)
    /// A signature is missing, wrong, or of another key.
    case forged(fact: String)
    case overLimit(file: String, limit: Int)
    /// A sound bundle, but of a kind that is of no use here.
    case wrongKind(BundleKind)
}

extension BundleError {
    /// Runs a step over a file of the bundle and puts the errors of the layers below in this module's words.
    static func mapping<Value>(_ file: String? = nil, _ body: () throws -> Value) throws -> Value {
        do {
            return try body()
        } catch let error as AgeError {
            throw BundleError(error)
        } catch let error as TarError {
            throw BundleError(error, file: file)
        } catch let error as GzipError {
            if case .tooLarge(let limit) = error {
                throw BundleError.overLimit(file: file ?? "", limit: limit)
            }
            throw BundleError.damaged(file: file, fact: "gzip: \(error)")
        } catch let error as BagError {
            throw BundleError.damaged(file: file, fact: "bag: \(error)")
        } catch let error as SSHSignatureError {
            throw BundleError.forged(fact: BundleError.fact(of: error))
        } catch let error as Event.Fault {
            throw BundleError.damaged(file: file, fact: "event: \(error)")
        }
    }

    /// A signature's fault in a few words, without the keys that the error carries.
    static func fact(of error: SSHSignatureError) -> String {
        switch error {
        case .malformed: "malformed"
        case .unsupportedVersion: "unsupported version"
        case .unsupportedKeyType: "not an Ed25519 key"
        case .unsupportedHash: "unsupported hash"
        case .wrongNamespace(let found): "namespace \(found)"
        case .wrongKey: "of another key"
        case .badSignature: "not of this content"
        }
    }

    private init(_ error: AgeError) {
        switch error {
        case .notAgeFile, .unsupportedVersion: self = .notABundle
        case .noIdentityMatched, .wrongPassphrase: self = .notForYou
        case .truncated: self = .truncated
        case .headerMACMismatch, .malformedHeader: self = .damaged(file: nil, fact: "age: header")
        // A cut within the last chunk and a changed byte in it cannot be told apart.
        case .chunkFailed(_, atEnd: true): self = .truncated
        case .chunkFailed(let chunk, _): self = .damaged(file: nil, fact: "age: chunk \(chunk)")
        case .trailingData: self = .damaged(file: nil, fact: "age: trailing data")
        default: self = .damaged(file: nil, fact: "age")
        }
    }

    private init(_ error: TarError, file: String?) {
        switch error {
        case .notTar: self = .notABundle
        case .truncated: self = .truncated
        case .tooLarge(let path, _, let limit): self = .overLimit(file: path, limit: limit)
        default: self = .damaged(file: file, fact: "tar: \(error)")
        }
    }
}
