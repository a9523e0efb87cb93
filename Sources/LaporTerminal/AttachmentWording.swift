package import LaporModel

extension AttachmentRemark {
    /// What is told of the file.
    package var message: Bilingual {
        let name = Terminal.line(name)
        switch kind {
        case .cleaned(let place, let time):
            let what: Bilingual =
                switch (place, time) {
                case (true, true): Bilingual(id: "tempat dan waktu", en: "place and time were")
                case (true, false): Bilingual(id: "tempat", en: "the place was")
                case (false, true): Bilingual(id: "waktu", en: "the time was")
                case (false, false): Bilingual(id: "keterangan tersembunyi", en: "hidden details were")
                }
            return Bilingual(
                id: "\(name): \(what.id) dihapus dari foto", en: "\(name): \(what.en) taken out of the photo")
        case .mayTell(let type):
            return Bilingual(
                id:
                    "\(name) (\(type)): mungkin memuat siapa pembuatnya, di mana atau kapan; itu tidak dapat dihapus di sini",
                en:
                    "\(name) (\(type)): it may tell who made it, where or when; that cannot be taken out here"
            )
        case .nameStays:
            return Bilingual(
                id: "\(name): nama berkas tetap terbaca; bila menyebut orang, lampirkan dengan nama lain",
                en:
                    "\(name): the file's name stays readable; if it names somebody, attach it under another name"
            )
        case .notCleaned(sealed: false):
            return Bilingual(
                id: "\(name): foto rusak, disimpan apa adanya; tempat dan waktu tidak ditemukan di dalamnya",
                en: "\(name): a damaged photo, kept as it is; no place and time were found in it")
        case .notCleaned(sealed: true):
            return Bilingual(
                id:
                    "\(name): foto rusak, tempat dan waktu di dalamnya tidak dihapus; disegel apa adanya untuk kantor",
                en:
                    "\(name): a damaged photo, place and time were not taken out of it; it is sealed to the office as it is"
            )
        case .carried:
            return Bilingual(
                id: "\(name): sudah dibawa sebuah bundel apa adanya; beri tahu kantor",
                en: "\(name): a bundle has carried it already as it is; tell the office")
        case .otherType(let type):
            return Bilingual(
                id: "\(name): isinya ternyata \(type), dan dicatat begitu",
                en: "\(name): its content is \(type), and is noted so")
        case .empty:
            return Bilingual(
                id: "\(name): berkas kosong (0 byte); salin sekali lagi bila seharusnya berisi",
                en: "\(name): an empty file (0 bytes); copy it once more if there should be something in it")
        }
    }
}
