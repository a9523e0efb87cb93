import Foundation
import Testing

/// A wrong command line, and what must be said of it in both languages.
struct WrongInput: Sendable, CustomTestStringConvertible {
    enum Program: String, Sendable {
        case lapor
        case laporImport = "lapor-import"
    }

    let testDescription: String
    let program: Program
    /// Words in braces stand for files and stores of the test: see `WrongInputTests`.
    let arguments: [String]
    let status: Int32
    /// What the message must name, whatever the language.
    let names: [String]
    /// What it must not show.
    var hides: [String] = []

    private static func new(
        _ description: String, _ flags: [String], _ names: [String], status: Int32 = 65, hides: [String] = []
    ) -> WrongInput {
        WrongInput(
            testDescription: description, program: .lapor,
            arguments: ["--home", "{laptop}", "new"] + Laptop.good + flags, status: status, names: names,
            hides: hides)
    }

    private static func lapor(
        _ description: String, _ arguments: [String], _ status: Int32, _ names: [String]
    )
        -> WrongInput
    {
        WrongInput(
            testDescription: description, program: .lapor, arguments: arguments, status: status, names: names)
    }

    private static func office(
        _ description: String, _ arguments: [String], _ status: Int32, _ names: [String]
    )
        -> WrongInput
    {
        WrongInput(
            testDescription: description, program: .laporImport,
            arguments: ["--home", "{kantor}"] + arguments, status: status, names: names)
    }

    static let fields = [
        new("a future date", ["--incident-date", "2099-01-01"], ["--incident-date", "2099-01-01"]),
        new("no date at all", ["--incident-date", "kemarin"], ["--incident-date", "kemarin"]),
        new(
            "a day that no month has", ["--incident-date", "2025-02-29"], ["--incident-date", "2025-02-29"]),
        new("an unknown region", ["--region", "33.09.06.2999"], ["--region", "33.09.06.2999"]),
        new("a malformed region", ["--region", "Madu"], ["--region", "Madu"]),
        new("an unknown category", ["--category", "sihir"], ["--category", "sihir"]),
        new("an unknown classification", ["--classification", "curhat"], ["--classification", "curhat"]),
        new("an empty title", ["--title", "  "], ["--title"]),
        new("a title too long", ["--title", String(repeating: "a", count: 151)], ["--title", "151", "150"]),
        new(
            "a NIK with letters", ["--reporter-nik", "33O9064501800001", "--consent", "written"],
            ["--reporter-nik", "001"], hides: ["33O9064501800001", "4501800001"]),
        new(
            "a NIK too short", ["--reporter-nik", "330906450180", "--consent", "written"],
            ["--reporter-nik", "180"], hides: ["330906450180"]),
        new(
            "a phone that is none", ["--reporter-phone", "0276-321999", "--consent", "written"],
            ["--reporter-phone", "999"], hides: ["0276-321999", "321999"]),
        new(
            "an identity without consent", ["--reporter-name", "Sumarni"], ["--consent"], hides: ["Sumarni"]),
        new(
            "a child without guardian",
            ["--reporter-name", "Ngatinem", "--reporter-age-group", "anak", "--consent", "written"],
            ["--guardian"], hides: ["Ngatinem"]),
        new("a latitude alone", ["--latitude", "-7.5"], ["--longitude"]),
        new(
            "a latitude beyond the pole", ["--latitude", "-97.5", "--longitude", "110"],
            ["--latitude", "-97.5"]),
        new(
            "an attachment that is not there", ["--attach", "{tidak-ada}"], ["--attach", "tidak-ada"],
            status: 66),
        new("an unknown flag", ["--warna", "merah"], ["--warna"], status: 64),
        new("a flag without its value", ["--location"], ["--location"], status: 64),
    ]

    static let commands = [
        lapor("an unknown command", ["terbang"], 64, ["terbang"]),
        lapor("setup without --device", ["--home", "{baru}", "setup", "{kit}"], 64, ["--device"]),
        lapor("setup without a kit", ["--home", "{baru}", "setup", "--device", "L"], 64, ["kit"]),
        lapor("no kit", ["--home", "{baru}", "setup", "{tidak-ada}", "--device", "L"], 66, ["tidak-ada"]),
        lapor("a random file as kit", ["--home", "{baru}", "setup", "{acak}", "--device", "L"], 65, []),
        lapor("a bundle as kit", ["--home", "{baru}", "setup", "{bundel}", "--device", "L"], 65, []),
        lapor("a forged kit", ["--home", "{baru}", "setup", "{kit-palsu}", "--device", "L"], 65, []),
        lapor("a kit cut off", ["--home", "{baru}", "setup", "{kit-terpotong}", "--device", "L"], 65, []),
        lapor(
            "another fingerprint",
            ["--home", "{baru}", "setup", "{kit}", "--device", "L", "--fingerprint", "batu batu batu"], 77, []
        ),
        lapor("set up twice", ["--home", "{laptop}", "setup", "{kit}", "--device", "L"], 73, ["laptop-1"]),
        lapor("not set up: new", ["--home", "{baru}", "new"] + Laptop.good, 78, ["baru"]),
        lapor("not set up: pack", ["--home", "{baru}", "pack"], 78, ["baru"]),
        lapor("not set up: list", ["--home", "{baru}", "list"], 78, ["baru"]),
        lapor("pack to no folder", ["--home", "{laptop}", "pack", "--to", "{tidak-ada}"], 66, ["tidak-ada"]),
        lapor("pack new and all", ["--home", "{laptop}", "pack", "--new", "--all"], 64, ["--new", "--all"]),
        lapor(
            "pack with no size", ["--home", "{laptop}", "pack", "--max-size", "besar"], 65, ["--max-size"]),
        lapor("an unknown number", ["--home", "{laptop}", "show", "7K3M-Q9TA-Z"], 66, ["7K3M-Q9TA-Z"]),
        lapor("no file to take", ["--home", "{laptop}", "new", "--from", "{tidak-ada}"], 66, ["tidak-ada"]),
        lapor("an empty file to take", ["--home", "{laptop}", "new", "--from", "{kosong}"], 65, ["kosong"]),
        lapor("a file without columns", ["--home", "{laptop}", "new", "--from", "{acak}"], 65, ["acak"]),
        lapor("nothing to verify", ["--home", "{laptop}", "verify"], 64, []),

        office("add a random file", ["add", "{acak}"], 65, ["acak"]),
        office("add an empty file", ["add", "{kosong}"], 65, ["kosong"]),
        office("add a kit", ["add", "{kit}"], 65, ["tim.kit"]),
        office("add what is not there", ["add", "{tidak-ada}"], 66, ["tidak-ada"]),
        office("add another office's bundle", ["add", "{bundel-lain}"], 77, []),
        office("add nothing", ["add"], 64, []),
        office("found twice", ["init", "--name", "K", "--no-passphrase"], 73, ["kantor"]),
        office("a kit over a file", ["kit", "T", "--region", "33.09", "--to", "{kit}"], 73, ["tim.kit"]),
        office("a kit without region", ["kit", "T", "--to", "{baru}"], 64, ["--region"]),
        office(
            "a kit of no region", ["kit", "T", "--region", "99", "--to", "{baru}"], 65, ["--region", "99"]),
        office(
            "a kit that has expired",
            ["kit", "T", "--region", "33.09", "--to", "{baru}", "--expires", "2020-01-01"], 65,
            ["--expires", "2020-01-01"]),
        office(
            "an export of no ending that is known", ["export", "--to", "laporan.pdf"], 65,
            [".pdf"]),
        office("an export over a file", ["export", "--to", "{kit}"], 73, ["tim.kit"]),
        office(
            "an export of no form", ["export", "--format", "pdf", "--to", "{baru}"], 65, ["--format", "pdf"]),
        office("show an unknown number", ["show", "7K3M-Q9TA-Z"], 66, ["7K3M-Q9TA-Z"]),
        office("admit an unknown device", ["device", "admit", "00112233"], 66, ["00112233"]),
        office("revoke an unknown device", ["device", "revoke", "00112233"], 66, ["00112233"]),
        office("release an unknown bundle", ["quarantine", "release", "00112233"], 66, ["00112233"]),
        office("a list of regions that is none", ["catalog", "regions", "{wilayah-salah}"], 65, ["4", "5"]),
        office("an unknown subcommand", ["device", "hilang"], 64, ["hilang"]),
    ]
}
