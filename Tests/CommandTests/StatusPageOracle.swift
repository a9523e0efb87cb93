import Foundation

/// What a page of `status --html` has to say, counted a second time by another program in another language.
///
/// It reads the events and the rows of the store, and what `export` writes of each complaint; it shares no code with the
/// office, and has rules of its own for what is too small.
struct StatusPageOracle: Decodable {
    let tiles: [String: String]
    let notices: [String: [String]]
    let tables: [String: [[String]]]
    let regions: [StatusPage.Region]
    /// Sentences and labels with numbers in them.
    let sentences: [String]
    let circles: Int
    let diamonds: Int

    /// Counts the whole office, by its own clock and in its own zone, WIB.
    init(_ home: String, export: String, _ workspace: Workspace) throws {
        guard let python = Tool.python else { throw CannotRun(description: "no python3") }
        let output = try ProcessRun(
            python, ["-c", Self.reading + Self.counting, "\(home)/store.sqlite", export],
            environment: ["PATH": Tool.searchPath, "PYTHONUTF8": "1"], directory: workspace.folder
        ).wait()
        self = try succeed(output).json()
    }

    /// Whether python3 has SQLite.
    static let canRun: Bool = {
        guard let python = Tool.python else { return false }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: python)
        process.arguments = ["-c", "import sqlite3"]
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return false }
        process.waitUntilExit()
        return process.terminationStatus == 0
    }()

    /// Rows, days, and what is too small.
    private static let reading = #"""
        import collections, datetime, json, math, re, sqlite3, sys, time

        base = sqlite3.connect(sys.argv[1])
        base.row_factory = sqlite3.Row
        def rows(statement, *values): return base.execute(statement, values).fetchall()
        exported = {one["id"]: one for one in map(json.loads, open(sys.argv[2], encoding="utf-8"))}
        complaints = rows("SELECT * FROM complaints ORDER BY stored_at, number")
        names = {row["code"]: row["name"] for row in rows("SELECT code, name FROM regions")}
        topics = {row["code"]: row["name"] for row in rows("SELECT code, name FROM categories")}
        holidays = {row["day"] for row in rows("SELECT day FROM holidays")}
        limits = {"verify": 3, "follow_up": 5, "request": 5}
        limits.update({row["step"]: row["days"] for row in rows("SELECT step, days FROM deadlines")})
        now = time.time()
        EPOCH = datetime.date(1970, 1, 1)

        def day(seconds): return EPOCH + datetime.timedelta(days=(seconds + 25200) // 86400)
        def works(one): return one.weekday() < 5 and str(one) not in holidays
        def spell(value): return f"{value:,}".replace(",", ".")
        def dotted(text): return text[:4] + "-" + text[4:8] + "-" + text[8:]

        def after(start, count):
            while count:
                start += datetime.timedelta(days=1)
                count -= works(start)
            return start

        def between(start, end):
            return sum(works(start + datetime.timedelta(days=n)) for n in range(1, (end - start).days + 1))

        def nearest(hundredths, values):
            values = sorted(values)
            return values[max(1, math.ceil(len(values) * hundredths / 100)) - 1] if len(values) >= 3 else None

        def half_up(part, whole): return math.floor(part / whole + 0.5)
        def share(part, whole): return f"{math.floor(100 * part / max(1, whole) + 0.5)} %"

        def veiled(counts):
            "Of a list in which all groups are named: which are not shown."
            small = {place for place, count in enumerate(counts) if 0 < count < 3}
            large = [count for count in counts if count > 2]
            if not small: return set()
            if not large: return set(range(len(counts)))
            return small | {place for place, count in enumerate(counts) if count == min(large)}

        def pooled(counts):
            "Of groups by name: those that are shown, and what the others come to."
            order = sorted(counts, key=lambda name: counts[name])
            small = [name for name in order if counts[name] < 3]
            while small and sum(counts[name] for name in small) < 3 and len(small) < len(order):
                small.append(order[len(small)])
            shown = sorted((name for name in counts if name not in small), key=lambda name: -counts[name])
            return shown, sum(counts[name] for name in small)

        def runs(counts):
            "Of groups in an order: neighbours that are shown together."
            groups = [[place] for place, count in enumerate(counts) if count]
            size = lambda group: sum(counts[place] for place in group)
            while len(groups) > 1 and min(map(size, groups)) < 3:
                at = min(range(len(groups)), key=lambda place: size(groups[place]))
                left = size(groups[at - 1]) if at else math.inf
                right = size(groups[at + 1]) if at + 1 < len(groups) else math.inf
                start = at - 1 if left < right else at
                groups[start:start + 2] = [groups[start] + groups[start + 1]]
            return [(group, size(group)) for group in groups]

        def shares(pairs):
            whole = sum(count for _, count in pairs)
            return [[name, spell(count), share(count, whole)] for name, count in pairs]

        def masked(value): return "samar" if value is None else spell(value)

        """#

    /// The page, part by part.
    private static let counting = #"""
        today = day(int(now))
        total = len(complaints)
        tiles, notices, tables, sentences = {}, {}, {}, []

        # What needs attention.
        waiting = [row for row in complaints if row["status"] is None]
        due = lambda row: after(day(row["stored_at"]), limits["verify"])
        overdue = [row for row in waiting if due(row) < today]
        soon = [row for row in waiting if today <= due(row) <= after(today, 1)]

        def notice(title, entries=(), count=None):
            count = len(entries) if count is None else count
            shown = list(entries[:20])
            notices[title] = shown + ([f"dan {spell(count - 20)} lagi"] if shown and count > 20 else [])

        if overdue:
            notice(f"{spell(len(overdue))} laporan lewat tenggat verifikasi ({limits['verify']} hari kerja)",
                [f"{dotted(row['number'])}: lewat {between(due(row), today)} hari kerja" for row in overdue])
        if soon: notice(f"{spell(len(soon))} laporan jatuh tempo paling lambat hari kerja berikutnya")

        # Teams and devices.
        feeds = rows("""SELECT feeds.*, (SELECT max(merged_at) FROM merged_bundles WHERE sender = feeds.id) AS merged
            FROM feeds WHERE purpose = 'device' ORDER BY id""")
        held = rows("SELECT * FROM quarantine ORDER BY set_aside_at, bundle")
        sequences = collections.defaultdict(set)
        for row in rows("SELECT feed_key, sequence FROM events"): sequences[row[0]].add(row[1])
        admitted = {json.loads(row[0])["device"] for row in rows("SELECT body FROM events WHERE kind = 'admitted'")}
        invited = collections.defaultdict(list)
        for row in rows("SELECT body FROM events WHERE kind = 'invited' ORDER BY sequence"):
            body = json.loads(row[0])
            invited[body["team"]].append(body)
        tables["Tim"], late = [], []
        def natural(text): return [(int(part), "") if part.isdigit() else (-1, part)
            for part in re.findall(r"\d+|\D+", text.lower())]
        for team in sorted(invited, key=natural):
            seen = sum(row["team"] == team for row in feeds)
            expected = invited[team][-1].get("expected")
            is_late = expected is not None and expected < str(today) and not seen
            if is_late: late.append(f"{team}: diharapkan {expected}")
            tables["Tim"].append([team, spell(seen), spell(sum(one["devices"] for one in invited[team])),
                expected or "–", "terlambat" if is_late else "sudah mengirim" if seen else "belum mengirim"])
        if late: notice(f"{len(late)} tim terlambat: belum ada kirimannya", late)
        if held:
            notice(f"{len(held)} bundel disisihkan", ["%s (%s), sejak %s: " % (row["bundle"].hex()[:8], ", ".join(
                [part for part in (row["team"], row["device_name"]) if part] + [row["device"].hex()[:8]]),
                day(row["set_aside_at"])) for row in held])
        devices = [dict(id=row["id"].hex(), name=row["name"], team=row["team"], merged=row["merged"],
            key=row["feed_key"]) for row in feeds]
        for device in sorted({row["device"] for row in held} - {row["id"] for row in feeds}):
            row = next(row for row in held if row["device"] == device)
            devices.append(dict(id=device.hex(), name=row["device_name"], team=row["team"], merged=None, key=None))
        devices.sort(key=lambda one: one["id"])
        taken = collections.Counter(row["device"].hex() for row in complaints)
        scores = collections.defaultdict(list)
        for one in exported.values(): scores[one["device"]].append(one["completeness"])
        counts = [taken[one["id"]] for one in devices]
        hidden, few = veiled(counts), veiled([len(scores[one["id"]]) for one in devices])
        tables["Laptop"], gaps, lost, silent = [], [], [], []
        for place, one in enumerate(devices):
            present = sequences[one["key"]]
            missing = [n for n in range(1, max(present, default=0)) if n not in present]
            ranges = [n for n in missing if n - 1 not in missing]
            ends = [n for n in missing if n + 1 not in missing]
            known = f"{one['team']}, {one['name']} ({one['id'][:8]})"
            if ranges: gaps.append(known + ": " + ", ".join(f"{a}–{b}" for a, b in zip(ranges, ends)))
            blobs = rows("""SELECT count(DISTINCT sha256) FROM blobs JOIN blob_uses USING (sha256)
                WHERE is_here = 0 AND feed_key = ?""", one["key"])[0][0]
            if blobs: lost.append(f"{known}: {blobs}")
            if one["merged"] and one["id"] in admitted and int(now - one["merged"]) // 86400 > 7:
                silent.append((-(int(now - one["merged"]) // 86400), one["id"], known))
            own = scores[one["id"]]
            tables["Laptop"].append([f"{one['name']} ({one['id'][:8]})",
                masked(None if place in hidden else counts[place]),
                "–" if place in few or not own else spell(half_up(sum(own), len(own))),
                str(day(one["merged"])) if one["merged"] else "–", spell(len(ranges)),
                spell(sum(row["device"].hex() == one["id"] for row in held)),
                "diterima" if one["id"] in admitted else "menunggu", one["team"]])
        tables["Laptop"].sort(key=lambda row: natural(row[-1] + "\t" + row[0].rsplit(" (", 1)[0]))
        if gaps: notice(f"Catatan dari {len(gaps)} laptop belum tiba", gaps)
        if lost: notice(f"Lampiran dari {len(lost)} laptop belum tiba", lost)
        conflicts = sum(row["conflicts"] > 0 for row in complaints)
        if conflicts: notice(f"{conflicts} laporan diubah oleh dua pihak sekaligus")
        if silent: notice(f"{len(silent)} laptop lebih dari 7 hari tidak mengirim",
            [f"{known}: {-days} hari" for days, _, known in sorted(silent)])

        # Arrivals.
        arrived = collections.Counter(day(row["stored_at"]) for row in complaints)
        first, last = min(arrived), max(max(arrived), today)
        length = (last - first).days + 1
        unit, start = (("hari", lambda one: one) if length <= 31
            else ("minggu", lambda one: one - datetime.timedelta(days=one.weekday())) if length <= 210
            else ("bulan", lambda one: one.replace(day=1)) if length <= 1098
            else ("tahun", lambda one: one.replace(month=1, day=1)))
        starts = sorted({start(first + datetime.timedelta(days=n)) for n in range(length)})
        per = collections.Counter()
        for one, count in arrived.items(): per[start(one)] += count
        cut = {"bulan": 7, "tahun": 4}.get(unit, 10)
        tables[f"Laporan yang tiba per {unit}"] = []
        wide = False
        for group, count in runs([per[one] for one in starts]):
            ends = [str(starts[group[place]])[:cut] for place in (0, -1)]
            wide = wide or len(group) > 1
            name = " – ".join(ends) if len(group) > 1 else ("mulai " if unit == "minggu" else "") + ends[0]
            tables[f"Laporan yang tiba per {unit}"].append([name, spell(count)])
        sentences.append(f"Grafik batang: {spell(total)} laporan tiba dalam {len(starts)} {unit}. "
            "Angkanya ada di tabel di bawah.")
        if wide: sentences.append(f"Batang yang lebar dan bergaris tepi: beberapa {unit} digabung karena ada yang kurang "
            f"dari 3 laporan; tingginya rata-rata per {unit}.")

        # Stages, kinds, categories.
        way = ["diterima", "terkirim", "terverifikasi", "ditunda", "bukan_wewenang", "diarsipkan", "terdisposisi",
            "ditindaklanjuti", "ditanggapi", "selesai", "ditarik", "dihapus"]
        words = {"diterima": "diterima, belum diverifikasi", "terkirim": "terkirim ke LAPOR!",
            "bukan_wewenang": "bukan wewenang", "ditanggapi": "ditanggapi pelapor", "ditarik": "ditarik pelapor"}
        stages = collections.Counter(row["status"] or "diterima" for row in complaints)
        assert set(stages) <= set(way), stages
        tables["Menurut tahap"] = shares([(" / ".join(words.get(way[place], way[place]) for place in group), count)
            for group, count in runs([stages[word] for word in way])])
        kinds = collections.Counter(row["classification"] for row in complaints)
        order = sorted(kinds)
        tables["Menurut jenis"] = shares([(" / ".join(order[place].replace("-", " ") for place in group), count)
            for group, count in runs([kinds[word] for word in order])])
        counts = collections.Counter(row["category"] or "" for row in complaints)
        shown, rest = pooled({code: counts[code] for code in sorted(counts)})
        tables["Kategori"] = shares([(topics.get(code, code) or "tanpa kategori", counts[code]) for code in shown]
            + ([("kategori lain", rest)] if rest else []))

        # Regions.
        def tree(codes, lengths, others):
            length, *deeper = lengths
            counts = collections.Counter(code[:length] for code in codes)
            shown, rest = pooled({code: counts[code] for code in sorted(counts)})
            found = []
            for prefix in shown + ([None] if rest else []):
                inside = [code for code in codes if (code[:length] not in shown if prefix is None else code[:length] == prefix)]
                parts = []
                if deeper and any(len(code) > length for code in inside):
                    parts = tree(inside, deeper, ["kecamatan lain", "desa lain"][2 - len(deeper)])
                    if all(part["name"] == "desa lain" or part["name"] == "kecamatan lain" for part in parts): parts = []
                name = others if prefix is None else names.get(prefix, prefix)
                if prefix is None and length == 5 and not shown: name = "semua kabupaten/kota"
                found.append({"name": name, "count": spell(len(inside)), "parts": parts})
            return found

        regions = tree([row["region"] for row in complaints], [5, 8, 13], "kabupaten/kota lain")

        # Visits.
        visits = {}
        for row in rows("""SELECT feeds.team, header, body FROM events JOIN feeds USING (feed_key)
                WHERE kind LIKE 'outreach%' ORDER BY feed_key, sequence"""):
            header, body = json.loads(row["header"]), json.loads(row["body"])
            visit = visits.setdefault(body["outreach"], {"team": row["team"], "photos": set(),
                "started_at": header["recorded_at"]})
            visit.update({key: value for key, value in body["fields"].items() if value is not None})
            visit["photos"] |= {one["sha256"] for one in body.get("attachments", [])}
        moment = lambda text: int(datetime.datetime.fromisoformat(text.replace("Z", "+00:00")).timestamp())
        order = sorted(visits, key=lambda key: (moment(visits[key]["started_at"]), key))
        at = collections.Counter(row["outreach"].hex() for row in complaints if row["outreach"])
        counts = [at[key] for key in order]
        hidden = veiled(counts)
        outside = total - sum(counts)
        if not hidden and 0 < abs(outside) < 3:
            hidden = {min((count, place) for place, count in enumerate(counts) if count)[1]}
        people = [visits[key].get("attendance") for key in order]
        crowd = veiled([int(value or 0) for value in people])
        tables["Kegiatan di desa"] = []
        for place, key in enumerate(order):
            visit = visits[key]
            parts = [visit.get(name) for name in ("attendance_male", "attendance_female")]
            known = [int(value) for value in parts if value is not None]
            others = [int(people[place]) - value for value in known] if people[place] is not None else []
            telling = place in crowd or any(0 < value < 3 for value in known + others)
            cell = lambda value, veil: "–" if value is None else "samar" if veil else spell(int(value))
            code = visit.get("region", "")
            tables["Kegiatan di desa"].insert(0, [
                str(day(moment(visit["started_at"]))) + ("" if "ended_at" in visit else " (belum selesai)"),
                f"{names[code]}, {names[code[:8]]}", cell(people[place], place in crowd),
                cell(parts[0], telling), cell(parts[1], telling), cell(counts[place], place in hidden),
                spell(len(visit["photos"])), visit["team"]])
        attendance = sum(int(value or 0) for value in people)
        middle = nearest(50, counts)
        if visits: sentences.append(f"{spell(len(visits))} kegiatan, {spell(attendance)} hadirin"
            + (f"; median {spell(middle)} laporan per kegiatan." if middle is not None else "."))

        # The map.
        def rounded(value): return int(math.copysign(math.floor(abs(value) + 0.5), value))
        points = [(rounded(float(one["latitude"]) * 100), rounded(float(one["longitude"]) * 100), one["region"])
            for one in exported.values() if one["latitude"] is not None and not one["anonymous"]
            and not one["confidential"] and one["status"] != "ditarik"]
        points = [one for one in points if -1200 <= one[0] <= 700 and 9400 <= one[1] <= 14200]
        for size in (1, 2, 5, 10, 25, 50):
            cell = lambda point: tuple(rounded(value / size) * size for value in point[:2])
            cells = collections.Counter(cell(point) for point in points)
            cells = {place: count for place, count in cells.items() if count >= 3}
            if len(cells) <= 600: break
        degrees = lambda value: f"{value / 100:.2f}"
        if cells: tables["Laporan menurut tempat"] = [[degrees(a), degrees(b), spell(count)]
            for count, a, b in sorted((-count, a, b) for (a, b), count in cells.items()) for count in [-count]]
        drawn = collections.defaultdict(list)
        for point in points:
            if cell(point) in cells: drawn[point[2]].append(cell(point))
        often = collections.Counter(visit.get("region") for visit in visits.values())
        seen = [(code, drawn[code]) for code in sorted(drawn) if len(drawn[code]) >= 3 and often[code]]
        mean = lambda values: rounded(sum(values) / len(values))
        if seen: tables["Kegiatan menurut tempat"] = [[names[code], degrees(mean([a for a, _ in spots])),
            degrees(mean([b for _, b in spots])), spell(often[code])] for code, spots in seen]
        if cells:
            across = f"{rounded(size * 11.13) / 10:g}".replace(".", ",")
            sentences.append("Tiap lingkaran berarti 3 laporan atau lebih yang koordinatnya ada dalam satu kotak selebar "
                f"kira-kira {across} km. Laporan anonim, rahasia, dan yang ditarik tidak digambar. Tiap belah ketupat "
                "adalah desa yang dikunjungi, di tengah titik laporannya. Utara di atas.")
            sentences.append(f"Peta titik: {spell(sum(cells.values()))} laporan di {spell(len(cells))} tempat, {spell(len(seen))} desa "
                "yang dikunjungi. Angkanya ada di tabel di bawah.")

        # Answers.
        said = collections.defaultdict(list)
        for row in rows("SELECT complaint, body, stored_at FROM events WHERE kind = 'responded'"):
            body = json.loads(row["body"])
            said[row["complaint"]].append((body.get("date") or str(day(row["stored_at"])), body.get("status"),
                "text" in body or "content" in body, "tracking_id" in body))
        spans = {"verify": [], "follow_up": [], "request": []}
        for row in complaints:
            begin = day(row["stored_at"])
            heard = [(max(datetime.date.fromisoformat(one[0]), begin), *one[1:]) for one in said[row["id"]]]
            if heard: spans["verify"].append(between(begin, min(one[0] for one in heard)))
            answered = [one[0] for one in heard if one[2]]
            if row["classification"] == "permintaan-informasi":
                if answered: spans["request"].append(between(begin, min(answered)))
                continue
            passed = [one[0] for one in heard if one[3] or one[1] in ("terkirim", "terdisposisi")]
            done = [one[0] for one in heard if one[2] or one[1] in ("ditindaklanjuti", "selesai")]
            if passed and done: spans["follow_up"].append(between(min(passed), min(done)))
        tables["Hari kerja sampai dijawab"] = []
        for step, name in (("verify", "dari tiba sampai diverifikasi"),
                ("follow_up", "dari diteruskan sampai ditindaklanjuti"),
                ("request", "permintaan informasi: dari tiba sampai dijawab")):
            values = spans[step]
            good = sum(value <= limits[step] for value in values)
            tells = any(0 < count < 3 for count in (good, len(values) - good))
            bound = lambda value: "–" if value is None else spell(value)
            tables["Hari kerja sampai dijawab"].append([name, spell(limits[step]),
                masked(None if 0 < len(values) < 3 else len(values)), bound(nearest(50, values)),
                bound(nearest(90, values)), "–" if not values else "samar" if tells
                else f"{spell(good)} ({share(good, len(values))})"])
        sentences.append("Batang tebal: median; garis: sampai persentil ke-90; garis tegak: tenggat. Semua dalam hari kerja.")

        # Completeness.
        values = [min(100, max(0, one["completeness"])) for one in exported.values()]
        bands = [sum(min(4, value // 20) == band for value in values) for band in range(5)]
        tables["Kelengkapan laporan"] = shares([(f"{group[0] * 20}–{100 if group[-1] == 4 else group[-1] * 20 + 19}", count)
            for group, count in runs(bands)])
        sentences.append("Nilai 0 sampai 100: seberapa mudah laporan diteruskan dan pelapornya dihubungi; 100 berarti "
            f"lengkap. Median {nearest(50, values)}, rata-rata {half_up(sum(values), len(values))}.")
        sentences.append("Halaman ini tidak memuat nama, isi, atau tempat satu laporan pun. Kelompok dengan kurang dari 3 "
            "laporan digabung dengan yang lain atau disamarkan, agar tidak seorang pun dapat dikenali.")

        tiles = {"Laporan": spell(total), "Lewat tenggat": spell(len(overdue)), "Segera jatuh tempo": spell(len(soon)),
            "Laptop yang sudah mengirim": spell(sum(bool(sequences[row["feed_key"]]) for row in feeds)),
            "Kegiatan": spell(len(visits)), "Hadirin": spell(attendance)}
        print(json.dumps({"tiles": tiles, "notices": notices, "tables": tables, "regions": regions,
            "sentences": sentences, "circles": len(cells), "diamonds": len(seen)}))
        """#
}
