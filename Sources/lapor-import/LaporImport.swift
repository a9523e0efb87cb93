import ArgumentParser
import Glibc
import LaporModel
import LaporOffice
import LaporStore
import LaporTerminal

/// The district office's program.
struct LaporImport: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lapor-import",
        abstract: text(
            id: "menggabungkan bundel dari tim desa, dan mengurus laporannya",
            en: "merges bundles from the village teams, and works on their complaints"),
        subcommands: [
            InitCommand.self, CatalogCommand.self, KitCommand.self, DeviceCommand.self, AddCommand.self,
            ListCommand.self, ShowCommand.self, SearchCommand.self, AttachmentsCommand.self,
            QuarantineCommand.self, ExportCommand.self, StatusCommand.self, EditCommand.self,
            RespondCommand.self, ResponsesCommand.self, DuplicatesCommand.self, LinkCommand.self,
            UnlinkCommand.self, ConflictsCommand.self, GapsCommand.self, ReplyCommand.self,
            CardCommand.self, PeersCommand.self, RelayCommand.self, EraseCommand.self, RotateCommand.self,
            CheckCommand.self, BackupCommand.self, RestoreCommand.self, MoveCommand.self,
            CompletionsCommand<LaporImport>.self, ManualCommand<LaporImport>.self,
        ],
        defaultSubcommand: AddCommand.self)

    static let surroundings = Surroundings.system(program: "lapor-import")
}

extension CommonOptions {
    /// The folder of this office's store.
    var folder: StoreFolder { StoreFolder(home(variable: "LAPOR_IMPORT_HOME", program: "lapor-import")) }

    /// This office.
    func office(for purpose: Store.Purpose) throws -> Office {
        try Office(folder, for: purpose, surroundings: LaporImport.surroundings) { Self.noteWaiting($0) }
    }

    /// Says that another program has to be waited for.
    static func noteWaiting(_ holder: String?) {
        let who = holder.map { " (\($0))" } ?? ""
        Terminal.note(text(id: "menunggu program lain\(who) …", en: "waiting for another program\(who) …"))
    }
}

/// Who works at the office's machine.
struct OperatorOption: ParsableArguments {
    @Option(
        name: .customLong("operator"), parsing: .unconditional,
        help: ArgumentHelp(
            text(
                id: "siapa yang mengerjakan (bawaan: nama login)",
                en: "who does it (default: the login's name)"),
            valueName: text(id: "nama", en: "name")))
    private var operatorOption: String?

    var name: String {
        if let operatorOption, !operatorOption.isEmpty { return operatorOption }
        if let entry = getpwuid(getuid()), let name = entry.pointee.pw_name { return String(cString: name) }
        return String(getuid())
    }
}

/// Whether sealed parts are opened, and who does it.
struct OpeningOptions: ParsableArguments {
    @Flag(
        help: ArgumentHelp(
            text(
                id: "membuka yang disegel; tiap pembukaan dicatat",
                en: "opens what is sealed; each opening is recorded")))
    var open = false

    @OptionGroup var operatorOption: OperatorOption

    var operatorName: String { operatorOption.name }

    /// Where the passphrase comes from; `nil` where nothing is to be opened.
    var passphrase: PassphraseSource? { Passphrase.source(if: open) }

    /// Opening is recorded, and so writes.
    var purpose: Store.Purpose { open ? .writing : .reading }
}

@main
enum Main {
    static func main() {
        Program.main(LaporImport.self, name: "lapor-import")
    }
}
