import ArgumentParser
import LaporField
import LaporModel
import LaporStore
import LaporTerminal

/// The volunteer's program.
struct Lapor: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lapor",
        abstract: text(
            id: "mencatat laporan warga tanpa sinyal, dan mengemasnya untuk kantor",
            en: "takes citizens' complaints without a signal, and packs them for the office"),
        subcommands: [
            SetupCommand.self, NewCommand.self, ListCommand.self, ShowCommand.self, PackCommand.self,
            StatusCommand.self, VerifyCommand.self, EditCommand.self, AttachCommand.self,
            WithdrawCommand.self, FeedbackCommand.self, ReceiveCommand.self, ConfirmCommand.self,
            EraseCommand.self,
            TidyCommand.self,
            CheckCommand.self, OutreachCommand.self, PlacesCommand.self, SearchCommand.self, SlipCommand.self,
            DraftsCommand.self, CatalogCommand.self, CompletionsCommand<Lapor>.self,
            ManualCommand<Lapor>.self,
        ])

    @OptionGroup var common: CommonOptions

    func run() throws {
        try FirstScreen(common: common).show()
    }

    static let surroundings = Surroundings.system(program: "lapor")
}

extension CommonOptions {
    /// The folder of this laptop's store.
    var folder: StoreFolder { StoreFolder(home(variable: "LAPOR_HOME", program: "lapor")) }

    /// This laptop as it was set up.
    func device(for purpose: Store.Purpose) throws -> Device {
        try Device(folder, for: purpose, surroundings: Lapor.surroundings) { holder in
            let who = holder.map { " (\($0))" } ?? ""
            Terminal.note(
                text(id: "menunggu program lain\(who) …", en: "waiting for another program\(who) …"))
        }
    }
}

@main
enum Main {
    static func main() {
        Program.main(Lapor.self, name: "lapor")
    }
}
