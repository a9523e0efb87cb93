import Age
import Foundation

/// One file of the public test vectors (age-encryption.org/testkit).
struct TestVector {
    /// What a vector says must come of opening it.
    enum Expectation: String {
        case success = "success"
        case headerFailure = "header failure"
        case macFailure = "HMAC failure"
        case noMatch = "no match"
        case payloadFailure = "payload failure"
        case armourFailure = "armor failure"
    }

    struct Malformed: Error {
        var name: String
    }

    var name: String
    var expectation: Expectation
    var payloadHash: String?
    var identities: [String] = []
    var passphrases: [String] = []
    var isArmoured = false
    var file: [UInt8]

    /// Whether it needs the hybrid recipient type.
    var isHybrid: Bool { identities.contains { $0.hasPrefix("AGE-SECRET-KEY-PQ-") } }

    /// The folder of the vectors, below the one that the environment names; nil where it names none.
    static var folder: URL? {
        ProcessInfo.processInfo.environment["LAPOR_SHARED"].map {
            URL(fileURLWithPath: $0).appendingPathComponent("vectors/age")
        }
    }

    init(_ url: URL) throws {
        name = url.lastPathComponent
        let content = try Data(contentsOf: url)
        guard let end = content.firstRange(of: Data("\n\n".utf8)) else { throw Malformed(name: name) }
        var fields: [String: [String]] = [:]
        for line in String(decoding: content[..<end.lowerBound], as: UTF8.self).split(separator: "\n") {
            guard let colon = line.firstRange(of: ": ") else { throw Malformed(name: name) }
            fields[String(line[..<colon.lowerBound]), default: []].append(String(line[colon.upperBound...]))
        }
        guard let expectation = fields["expect"]?.first.flatMap(Expectation.init(rawValue:)) else {
            throw Malformed(name: name)
        }
        self.expectation = expectation
        payloadHash = fields["payload"]?.first
        identities = fields["identity"] ?? []
        passphrases = fields["passphrase"] ?? []
        isArmoured = fields["armored"] == ["yes"]
        file = Array(content[end.upperBound...])
        switch fields["compressed"] {
        case nil: break
        case ["zlib"]: file = try Self.inflate(file)
        default: throw Malformed(name: name)
        }
    }

    /// The keys and passphrases to open it with; work factors up to 22, as the vectors suppose.
    func openers() throws -> [AgeIdentity] {
        try identities.map { .x25519(try X25519Identity($0)) }
            + passphrases.map { .scrypt(passphrase: Array($0.utf8), maximumWorkFactor: 22) }
    }

    private static func inflate(_ bytes: [UInt8]) throws -> [UInt8] {
        guard let python = Program("python3") else { throw Malformed(name: "python3 is missing") }
        return try withTemporaryFolder { folder in
            let input = folder.appendingPathComponent("compressed")
            try Data(bytes).write(to: input)
            let script = "import sys, zlib; sys.stdout.buffer.write(zlib.decompress(sys.stdin.buffer.read()))"
            return try python.run(["-c", script], input: input).output
        }
    }
}
