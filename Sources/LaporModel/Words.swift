/// Bytes as words, to be read out and compared: a byte is one of 256 short Indonesian words (FORMAT.md, Words).
package enum Words {
    /// The words of bytes, with a space between.
    package static func text(_ bytes: some Sequence<UInt8>) -> String {
        bytes.map { list[Int($0)] }.joined(separator: " ")
    }

    /// What two people compare: the words of a typed text in lower case, whatever stands between them.
    package static func normalised(_ text: String) -> String {
        text.lowercased().split { !$0.isLetter }.joined(separator: " ")
    }

    /// An office's fingerprint: 8 words of its signing key's 32 raw bytes.
    package static func fingerprint(ofSigningKey key: [UInt8]) -> String {
        Words.text(Hash(of: Array("lapor fingerprint 1\n".utf8) + key).bytes.prefix(8))
    }

    /// The words that confirm a bundle on the phone: 4 words of its tagmanifest's hash.
    package static func confirmation(ofTagmanifest hash: Hash) -> String {
        Words.text(Hash(of: "lapor confirm 1\n" + hash.hex).bytes.prefix(4))
    }

    /// The 256 words, in the order of `Bundles/words.txt`.
    package static let list: [String] = """
        abadi acar adat agung aksi alam alis aman ambil angin antik asin badak bahan baju bambu bantal \
        baris bawang bebek bedug bekal beras besi betina biasa bibit bidan bilik bintang biru bola bonsai \
        botol brem buah bubur bukit bulan bunga butir cabai candi cangkul capung catur cemara cepat ceria \
        cicak cincin coklat cuaca cumi curah dadu damai dapur darat dasar daun debu dekat delima denah desa \
        dewan diam dingin dodol domba dongeng duku dunia durian ekor elang emas embun empat enak encer \
        fajar fisik foto gabah gading garam gatot gayung gendang gerak getah giling gitar gong gudang \
        gunung guru halus hangat harum hasil hemat hijau hujan ijuk ikan ilmu imbang indah intan irama isi \
        jahe jalan janur jasa jejak jeli jendela jernih jeruk jinak jiwa joglo jual jurang kabut kacang \
        kaki kaldu kamus kancil kapal kasur kayu kelapa kemah kenari ketan kilat kipas kitab kodok kolam \
        kota kuat kubis kuda kulit kunci kupu kursi lada lagu lampu lapang laut lebah lemari lentera lesung \
        lilin limau lontar lorong luas lukis lumut macan mahir mangga manis masak mawar medan melati menara \
        merah mesin mimpi mobil motor muara naga nasi nila nomor obat padi pagar pahat pandan pantai papan \
        pedas perahu piring pondok pulau pupuk rajin rakit ramah rapi rebana rempah resep ringan roda rotan \
        rusa sabun sahabat sakti sambal santan satu sawah sedap sejuk selada semut senja serai siang sikat \
        sirih sisir sukun sungai surat tahu tanah teduh telur tempe tikar tinta tugu tulis tumpeng turun \
        ujung ukir ulat unta upah usaha wajan waktu wayang wortel yakin ziarah
        """.split(separator: " ").map(String.init)
}
