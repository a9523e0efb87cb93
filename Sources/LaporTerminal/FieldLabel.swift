package import LaporModel

extension Field {
    /// What the field is called when people read it to each other.
    package var label: Bilingual {
        switch self {
        case .classification: Bilingual(id: "Jenis", en: "Kind")
        case .title: Bilingual(id: "Judul", en: "Title")
        case .description: Bilingual(id: "Isi", en: "Story")
        case .incidentDate: Bilingual(id: "Tanggal kejadian", en: "Date of the incident")
        case .region: Bilingual(id: "Wilayah", en: "Region")
        case .location: Bilingual(id: "Lokasi", en: "Location")
        case .latitude: Bilingual(id: "Lintang", en: "Latitude")
        case .longitude: Bilingual(id: "Bujur", en: "Longitude")
        case .category: Bilingual(id: "Kategori", en: "Category")
        case .agency: Bilingual(id: "Instansi", en: "Agency")
        case .anonymous: Bilingual(id: "Anonim", en: "Anonymous")
        case .confidential: Bilingual(id: "Rahasia", en: "Confidential")
        case .reporterName: Bilingual(id: "Nama pelapor", en: "Reporter's name")
        case .reporterNIK: Bilingual(id: "NIK", en: "NIK")
        case .reporterPhone: Bilingual(id: "Telepon", en: "Phone")
        case .reporterPhoneOwner: Bilingual(id: "Telepon milik", en: "Phone belongs to")
        case .reporterEmail: Bilingual(id: "Surel", en: "E-mail")
        case .reporterAddress: Bilingual(id: "Alamat", en: "Address")
        case .reporterSex: Bilingual(id: "Jenis kelamin", en: "Sex")
        case .reporterAgeGroup: Bilingual(id: "Kelompok usia", en: "Age group")
        case .reporterDisability: Bilingual(id: "Disabilitas", en: "Disability")
        case .consent: Bilingual(id: "Persetujuan", en: "Consent")
        case .guardian: Bilingual(id: "Wali", en: "Guardian")
        case .officer: Bilingual(id: "Petugas", en: "Officer")
        case .language: Bilingual(id: "Bahasa", en: "Language")
        case .attachments: Bilingual(id: "Lampiran", en: "Attachments")
        case .externalID: Bilingual(id: "Nomor luar", en: "External id")
        }
    }
}

extension Consent.Method {
    /// How the reporter consented, in words.
    package var label: Bilingual {
        switch self {
        case .readAloud: Bilingual(id: "dibacakan", en: "read aloud")
        case .written: Bilingual(id: "tertulis", en: "written")
        case .recorded: Bilingual(id: "direkam", en: "recorded")
        }
    }
}
