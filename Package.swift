// swift-tools-version: 6.2
import PackageDescription

// Plain `swift build` needs libsqlite3-dev and zlib1g-dev and nothing else.
// What needs another C library sits behind a trait named after what it gives.

let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
]

let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let cryptoExtras: Target.Dependency = .product(name: "CryptoExtras", package: "swift-crypto")
let grdb: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")
let argumentParser: Target.Dependency = .product(
    name: "ArgumentParser", package: "swift-argument-parser")

func module(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

func program(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .executableTarget(name: name, dependencies: dependencies, swiftSettings: strict)
}

func tests(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
    .testTarget(name: name, dependencies: dependencies, exclude: exclude, swiftSettings: strict)
}

let package = Package(
    name: "lapor-desa",
    products: [
        .executable(name: "lapor", targets: ["lapor"]),
        .executable(name: "lapor-import", targets: ["lapor-import"]),
    ],
    traits: [
        .trait(name: "LineEditing", description: "Editing keys while answers are typed (libedit)"),
        .trait(name: "Postgres", description: "An office's store on a PostgreSQL server (libpq)"),
        .trait(name: "QRCode", description: "QR codes on receipts (libqrencode)"),
        .trait(name: "Spreadsheet", description: "Exports as XLSX (libxlsxwriter)"),
    ],
    dependencies: [
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.0"),
    ],
    targets: [
        .systemLibrary(
            name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(
            name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
        // Tuning of glibc's heap, which Swift's Glibc module leaves out.
        .systemLibrary(name: "CMalloc"),
        // What of unistd.h it leaves out too.
        .systemLibrary(name: "CUnistd"),

        .systemLibrary(
            name: "CLibedit", pkgConfig: "libedit", providers: [.apt(["libedit-dev"])]),

        .systemLibrary(
            name: "CQREncode", pkgConfig: "libqrencode", providers: [.apt(["libqrencode-dev"])]),

        .systemLibrary(
            name: "CXLSXWriter", pkgConfig: "xlsxwriter", providers: [.apt(["libxlsxwriter-dev"])]),

        .systemLibrary(name: "CPostgres", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),

        // Published standards: not one word of this project in them.
        module("Age", [crypto, cryptoExtras]),
        module("SSHSignature", [crypto]),
        module("Archive", ["CZlib"]),
        module("CSV"),
        module("CanonicalJSON"),
        module("FileIO", ["CUnistd"]),
        module("ImageMetadata"),
        module("QRSymbol", [.target(name: "CQREncode", condition: .when(traits: ["QRCode"]))]),

        module(
            "Spreadsheet", [.target(name: "CXLSXWriter", condition: .when(traits: ["Spreadsheet"]))]),

        module("LaporModel", ["CanonicalJSON", crypto]),
        module(
            "LaporBundle",
            ["LaporModel", "CanonicalJSON", "Age", "SSHSignature", "Archive", "FileIO", crypto]),
        module(
            "LaporStore",
            ["LaporBundle", "LaporModel", "CanonicalJSON", "Age", "SSHSignature", "FileIO", "CSQLite", grdb]),
        module(
            "LaporPostgres",
            [
                "LaporStore", "LaporModel",
                .target(name: "CPostgres", condition: .when(traits: ["Postgres"])),
            ]),
        module(
            "LaporField",
            [
                "LaporStore", "LaporBundle", "LaporModel", "CSV", "CanonicalJSON", "FileIO", "ImageMetadata",
                "Age", "SSHSignature", crypto,
            ]),
        module(
            "LaporOffice",
            [
                "LaporPostgres", "LaporStore", "LaporBundle", "LaporModel", "CSV", "CanonicalJSON", "FileIO",
                "Age", "SSHSignature", "Spreadsheet",
            ]),
        module(
            "LaporTerminal",
            [
                "LaporStore", "LaporBundle", "LaporModel", "CSV", "CanonicalJSON", "FileIO", "QRSymbol",
                "CMalloc",
                .target(name: "CLibedit", condition: .when(traits: ["LineEditing"])), argumentParser,
            ]),
        program(
            "lapor",
            [
                "LaporField", "LaporTerminal", "LaporStore", "LaporBundle", "LaporModel", "CanonicalJSON",
                "FileIO", "QRSymbol", argumentParser,
            ]),
        program(
            "lapor-import",
            [
                "LaporOffice", "LaporTerminal", "LaporStore", "LaporBundle", "LaporModel",
                "CanonicalJSON", "FileIO", "Spreadsheet", argumentParser,
            ]),

        tests("AgeTests", ["Age", crypto]),
        tests("SSHSignatureTests", ["SSHSignature"]),
        tests("ArchiveTests", ["Archive"]),
        tests("CSVTests", ["CSV"]),
        tests("CanonicalJSONTests", ["CanonicalJSON"]),
        tests("SpreadsheetTests", ["Spreadsheet"]),
        tests(
            "ReferenceTests",
            [
                "LaporField", "LaporOffice", "LaporStore", "LaporBundle", "LaporModel", "CanonicalJSON",
                "Age", "SSHSignature", "FileIO",
            ]),
        tests("FileIOTests", ["FileIO"]),
        tests("ImageMetadataTests", ["ImageMetadata"]),
        tests(
            "LaporModelTests", ["LaporModel", "CanonicalJSON", "LaporSamples"], exclude: ["Places", "Twins"]),
        tests(
            "LaporBundleTests",
            [
                "LaporBundle", "LaporModel", "CanonicalJSON", "Age", "SSHSignature", "Archive", "FileIO",
                "LaporSamples",
            ]),
        tests(
            "LaporStoreTests",
            ["LaporStore", "LaporBundle", "LaporModel", "CanonicalJSON", "FileIO", "LaporSamples", grdb],
            exclude: ["Stores"]),
        tests(
            "LaporFieldTests",
            [
                "LaporField", "LaporStore", "LaporBundle", "LaporModel", "CanonicalJSON", "Age", "FileIO",
                "LaporSamples",
            ]),
        tests(
            "LaporOfficeTests",
            [
                "LaporOffice", "LaporField", "LaporStore", "LaporBundle", "LaporModel", "Age", "CSV",
                "SSHSignature",
                "CanonicalJSON", "FileIO", "LaporSamples",
            ]),
        tests("LaporTerminalTests", ["LaporTerminal", argumentParser]),
        // Random histories from seeds against the rules of the format; Faults are patches that it must catch.
        tests(
            "Simulation",
            [
                "LaporField", "LaporOffice", "LaporStore", "LaporBundle", "LaporModel", "CanonicalJSON",
                "Age",
                "FileIO", "LaporSamples",
            ], exclude: ["Faults"]),
        // Black boxes: these run the built programs and import none of the modules.
        tests("CommandTests", [], exclude: ["Transcripts"]),

        // What several of the tests build upon: reproducible feeds, offices and surroundings.
        .target(
            name: "LaporSamples",
            dependencies: [
                "LaporBundle", "LaporModel", "CanonicalJSON", "Age", "SSHSignature", "FileIO",
            ], path: "Tests/LaporSamples", swiftSettings: strict),
    ],
    swiftLanguageModes: [.v6]
)

// Scripts/simulate builds the simulator alone: without the other tests, and what only these need.
if let only = Context.environment["LAPOR_ONLY_TESTS"] {
    package.targets.removeAll { $0.type == .test && $0.name != only }
}
