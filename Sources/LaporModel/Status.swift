/// The words for where a complaint stands.
package enum Status {
    /// Taken down on this device.
    package static let recorded = "tercatat"
    /// In a bundle.
    package static let packed = "terkemas"
    /// At the office.
    package static let received = "diterima"
    /// Has a tracking number upstream.
    package static let forwarded = "terkirim"
    /// The reporter has said something to an answer.
    package static let commented = "ditanggapi_pelapor"
    /// Taken back by the reporter.
    package static let withdrawn = "ditarik"
    /// Only its number and its counts are left.
    package static let erased = "dihapus"

    /// Those that an office may give with an answer.
    package static let given = [
        forwarded, "terverifikasi", "ditunda", "bukan_wewenang", "diarsipkan", "terdisposisi",
        "ditindaklanjuti", commented, "selesai",
    ]

    /// All of them, in the order of a complaint's way.
    package static let all = ["draf", recorded, packed, received] + given + [withdrawn, erased]
}
