import Age
import Crypto
import Foundation
import Testing

@Suite struct VectorTests {
    // The vectors are not part of the package, so without the folder that holds them there is nothing to
    // run; the report then says so.
    @Test(.enabled(if: TestVector.folder != nil, "LAPOR_SHARED is not set, the age vectors are not run"))
    func `every public vector has the outcome it names`() throws {
        let folder = try #require(TestVector.folder)
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        #expect(names.count >= 143)
        var run = 0
        var armoured = 0
        var hybrid = 0
        for name in names {
            let vector = try TestVector(folder.appendingPathComponent(name))
            // Armour comes first: a vector that needs both counts once.
            if vector.isArmoured {
                armoured += 1
            } else if vector.isHybrid {
                hybrid += 1
            } else {
                run += 1
                try check(vector, sourceStep: .max)
                try check(vector, sourceStep: 4099)
            }
        }
        print("age vectors: \(run) run, \(armoured + hybrid) skipped (armour \(armoured), hybrid \(hybrid))")
        #expect(run + armoured + hybrid == names.count)
        #expect(run >= 90)
    }

    private func check(_ vector: TestVector, sourceStep: Int) throws {
        let outcome = readAll(vector.file, with: try vector.openers(), sourceStep: sourceStep)
        let found = Self.classify(outcome.headerError, outcome.payloadError)
        #expect(
            found == vector.expectation,
            "\(vector.name): \(outcome.headerError ?? outcome.payloadError as Any)")
        if vector.expectation == .success || vector.expectation == .payloadFailure {
            let hash = SHA256.hash(data: outcome.released).map { String(format: "%02x", $0) }.joined()
            #expect(hash == vector.payloadHash, "\(vector.name)")
        } else {
            #expect(outcome.released.isEmpty, "\(vector.name)")
        }
    }

    private static func classify(
        _ headerError: (any Error)?, _ payloadError: (any Error)?
    ) -> TestVector.Expectation? {
        switch (headerError as? AgeError, payloadError as? AgeError) {
        case (nil, nil):
            headerError == nil && payloadError == nil ? .success : nil
        case (.headerMACMismatch, nil):
            .macFailure
        case (.noIdentityMatched, nil), (.wrongPassphrase, nil):
            .noMatch
        case (.notAgeFile, nil), (.unsupportedVersion, nil), (.malformedHeader, nil), (.truncated, nil),
            (.workFactorTooHigh, nil):
            .headerFailure
        case (nil, .chunkFailed), (nil, .truncated), (nil, .trailingData), (nil, .emptyFinalChunk):
            .payloadFailure
        default:
            nil
        }
    }
}
