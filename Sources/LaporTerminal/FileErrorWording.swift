import FileIO

extension ErrorReport {
    /// What is told of a file operation that failed.
    static func report(_ error: FileError) -> ErrorReport {
        // Parts are ours; people know the file by its own name.
        let path = error.path.hasSuffix(".part") ? String(error.path.dropLast(5)) : error.path
        if error.cause == .full {
            return ErrorReport(
                .inputOutput, Bilingual(id: "penyimpanan penuh: \(path)", en: "the disk is full: \(path)"),
                hint: Bilingual(
                    id: "kosongkan ruang atau pakai media lain, lalu ulangi; tidak ada data yang hilang",
                    en: "free some space or use another medium, then try again; nothing is lost"))
        }
        let cause = error.cause.words(error.code)
        if let hint = error.cause.hintOfMedium, ![.open, .list].contains(error.operation) {
            let isMaking = [.create, .makeFolder, .rename].contains(error.operation)
            return ErrorReport(
                isMaking && error.cause != .medium ? .cannotCreate : .inputOutput,
                isMaking
                    ? Bilingual(
                        id: "tidak dapat menulis ke \(path): \(cause.id)",
                        en: "cannot write to \(path): \(cause.en)")
                    : Bilingual(
                        id: "gagal membaca atau menulis \(path): \(cause.id)",
                        en: "reading or writing \(path) failed: \(cause.en)"),
                hint: hint)
        }
        switch error.operation {
        case .open, .list:
            return ErrorReport(
                .missing,
                error.cause == .missing
                    ? Bilingual(id: "tidak ada berkas atau folder \(path)", en: "no file or folder \(path)")
                    : Bilingual(
                        id: "\(path) tidak dapat dibaca: \(cause.id)", en: "cannot read \(path): \(cause.en)"),
                hint: Bilingual(
                    id: "periksa namanya, dan apakah stik sudah terpasang",
                    en: "check the name, and whether the stick is in"))
        case .create, .makeFolder, .rename:
            if error.cause == .exists {
                return ErrorReport(
                    .cannotCreate, Bilingual(id: "\(path) sudah ada", en: "\(path) exists already"),
                    hint: Bilingual(
                        id: "pilih nama atau folder lain; yang sudah ada tidak pernah ditimpa",
                        en: "choose another name or folder; what exists is never overwritten"))
            }
            return ErrorReport(
                .cannotCreate,
                Bilingual(
                    id: "\(path) tidak dapat dibuat: \(cause.id)", en: "cannot create \(path): \(cause.en)"),
                hint: Bilingual(
                    id: "pilih folder lain, atau periksa apakah folder itu boleh ditulisi",
                    en: "choose another folder, or check that it can be written to"))
        case .read, .write, .sync, .remove:
            return ErrorReport(
                .inputOutput,
                Bilingual(
                    id: "gagal membaca atau menulis \(path): \(cause.id)",
                    en: "reading or writing \(path) failed: \(cause.en)"),
                hint: Bilingual(
                    id: "periksa media itu, atau pakai yang lain, lalu ulangi",
                    en: "check the medium, or use another one, then try again"))
        }
    }
}

extension FileError.Cause {
    /// What to do about a medium that does not do what it should; `nil` where the cause is another.
    fileprivate var hintOfMedium: Bilingual? {
        switch self {
        case .readOnly:
            Bilingual(
                id:
                    "geser kunci kecil di sisi stik atau kartu; kalau tidak ada, stik itu rusak atau dipasang hanya-baca: cabut, pasang lagi, atau pakai yang lain",
                en:
                    "slide the small lock on its side; if it has none, it is worn out or mounted read-only: pull it out and put it in again, or use another one"
            )
        case .tooLarge:
            Bilingual(
                id:
                    "stik berformat FAT32 tidak menerima berkas 4 GB atau lebih: pakai --max-size 1G, atau stik exFAT",
                en: "a FAT32 stick takes no file of 4 GB or more: use --max-size 1G, or an exFAT stick")
        case .medium:
            Bilingual(
                id:
                    "pasang stik sekali lagi, lalu ulangi; kalau terulang, pakai stik lain: semua masih tersimpan di komputer ini",
                en:
                    "put the stick in once more and try again; if it happens again, use another one: everything is still on this computer"
            )
        default: nil
        }
    }

    /// The cause in words; the number only where there are none.
    fileprivate func words(_ code: Int32) -> Bilingual {
        switch self {
        case .missing: Bilingual(id: "tidak ada", en: "it is not there")
        case .isFolder: Bilingual(id: "itu folder, bukan berkas", en: "it is a folder, not a file")
        case .isNoFolder: Bilingual(id: "itu bukan folder", en: "it is no folder")
        case .isNoFile:
            Bilingual(
                id: "itu pipa, soket atau perangkat, bukan berkas",
                en: "it is a pipe, socket or device, not a file")
        case .forbidden: Bilingual(id: "tidak diizinkan", en: "permission denied")
        case .readOnly:
            Bilingual(id: "media terkunci, hanya dapat dibaca", en: "the medium is write-protected")
        case .exists: Bilingual(id: "sudah ada", en: "it exists already")
        case .full: Bilingual(id: "penuh", en: "it is full")
        case .tooLarge: Bilingual(id: "terlalu besar", en: "it is too large")
        case .medium: Bilingual(id: "media rusak atau dicabut", en: "the medium is broken or was pulled out")
        case .other: Bilingual(id: "kesalahan sistem \(code)", en: "system error \(code)")
        }
    }
}
