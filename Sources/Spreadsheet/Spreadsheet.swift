/// A workbook could not be written.
package struct SpreadsheetError: Error, Equatable, Sendable {
    package var path: String
    /// The library's own words.
    package var reason: String
    /// The system's `errno` where the medium failed, else 0.
    package var code: Int32
}

/// A cell's value and its type.
package enum SpreadsheetCell: Equatable, Sendable {
    case empty
    case text(String)
    case number(Double)
    /// A day, shown as `2026-11-25`; it must be of 1900 to 9999.
    case day(year: Int, month: Int, day: Int)
    /// A time of day on a day, without a zone.
    case time(year: Int, month: Int, day: Int, hour: Int, minute: Int, second: Int)
}

/// A column of a sheet.
package struct SpreadsheetColumn: Equatable, Sendable {
    package var name: String
    /// In characters.
    package var width: Double

    /// A column of a name and a width in characters.
    package init(_ name: String, width: Double) {
        self.name = name
        self.width = width
    }
}

#if Spreadsheet
    import CXLSXWriter

    /// Writes an XLSX workbook (ECMA-376) a row at a time; memory does not grow with it.
    ///
    /// Sheets are written one after another. Each has a header that stays in sight and filters. A sheet that is full goes on
    /// in another one of the same name with a number.
    package final class SpreadsheetWriter {
        /// Whether this program can write workbooks.
        package static let isAvailable = true
        /// The most characters (UTF-16 units) that a cell may hold.
        package static let longestText = 32_767
        private static let mostRows = 1_048_576

        private let path: String
        private var book: UnsafeMutablePointer<lxw_workbook>?
        private let formats: (header: Format, day: Format, time: Format)
        private var sheet: UnsafeMutablePointer<lxw_worksheet>?
        private var name = ""
        private var part = 1
        private var columns: [SpreadsheetColumn] = []
        /// The next row of the sheet, from 0.
        private var row = 0
        /// How many texts did not fit into a cell and were cut.
        package private(set) var cut = 0

        private typealias Format = UnsafeMutablePointer<lxw_format>?

        /// A new workbook at a path; what is too large for memory lies beside it meanwhile, in files without a name.
        package init(_ path: String) throws(SpreadsheetError) {
            self.path = path
            let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
            let book = folder.withCString { folder in
                var options = lxw_workbook_options()
                options.constant_memory = UInt8(LXW_TRUE.rawValue)
                options.tmpdir = UnsafeMutablePointer(mutating: folder)
                return workbook_new_opt(path, &options)
            }
            guard let book else { throw SpreadsheetError(path: path, reason: "workbook_new", code: 0) }
            self.book = book
            formats = (workbook_add_format(book), workbook_add_format(book), workbook_add_format(book))
            format_set_bold(formats.header)
            format_set_num_format(formats.day, "yyyy-mm-dd")
            format_set_num_format(formats.time, "yyyy-mm-dd hh:mm")
        }

        deinit {
            if let book { lxw_workbook_free(book) }
        }

        /// Begins a sheet; those before it are complete.
        package func begin(_ name: String, _ columns: [SpreadsheetColumn]) throws(SpreadsheetError) {
            self.name = name
            self.columns = columns
            part = 1
            try open(name)
        }

        private func open(_ name: String) throws(SpreadsheetError) {
            endSheet()
            guard let sheet = workbook_add_worksheet(book, name) else {
                throw SpreadsheetError(path: path, reason: "workbook_add_worksheet \(name)", code: 0)
            }
            self.sheet = sheet
            for (index, column) in columns.enumerated() {
                worksheet_set_column(sheet, lxw_col_t(index), lxw_col_t(index), column.width, nil)
            }
            row = 0
            for (index, column) in columns.enumerated() {
                try check(worksheet_write_string(sheet, 0, lxw_col_t(index), column.name, formats.header))
            }
            row = 1
            worksheet_freeze_panes(sheet, 1, 0)
        }

        /// Adds a row, a cell for each column.
        package func add(_ cells: [SpreadsheetCell]) throws(SpreadsheetError) {
            if row == Self.mostRows {
                part += 1
                try open("\(name) \(part)")
            }
            let row = lxw_row_t(row)
            for (index, cell) in cells.enumerated() {
                try write(cell, row, lxw_col_t(index))
            }
            self.row += 1
        }

        private func write(_ cell: SpreadsheetCell, _ row: lxw_row_t, _ column: lxw_col_t)
            throws(SpreadsheetError)
        {
            switch cell {
            case .empty: break
            case .text(let text):
                guard !text.isEmpty else { return }
                try check(worksheet_write_string(sheet, row, column, fitting(text), nil))
            case .number(let number):
                try check(worksheet_write_number(sheet, row, column, number, nil))
            case .day(let year, let month, let day):
                var time = lxw_datetime()
                (time.year, time.month, time.day) = (Int32(year), Int32(month), Int32(day))
                try check(worksheet_write_datetime(sheet, row, column, &time, formats.day))
            case .time(let year, let month, let day, let hour, let minute, let second):
                var time = lxw_datetime()
                (time.year, time.month, time.day) = (Int32(year), Int32(month), Int32(day))
                (time.hour, time.min, time.sec) = (Int32(hour), Int32(minute), Double(second))
                try check(worksheet_write_datetime(sheet, row, column, &time, formats.time))
            }
        }

        /// A text that a cell holds: without NUL, which ends a text of C, and cut where it is too long.
        private func fitting(_ text: String) -> String {
            let text = text.unicodeScalars.contains("\0") ? text.filter { $0 != "\0" } : text
            guard text.utf8.count > Self.longestText, text.utf16.count > Self.longestText else { return text }
            cut += 1
            var end = text.startIndex
            var length = 0
            for index in text.indices {
                let next = length + text[index].utf16.count
                guard next <= Self.longestText - 1 else { break }
                length = next
                end = text.index(after: index)
            }
            return text[..<end] + "…"
        }

        private func endSheet() {
            guard let sheet, !columns.isEmpty, row > 0 else { return }
            worksheet_autofilter(sheet, 0, 0, lxw_row_t(max(1, row - 1)), lxw_col_t(columns.count - 1))
        }

        /// Writes what is left and closes the file.
        package func close() throws(SpreadsheetError) {
            endSheet()
            let book = book
            // Closing frees it, whether it succeeds or not.
            self.book = nil
            try check(workbook_close(book))
        }

        private func check(_ error: lxw_error) throws(SpreadsheetError) {
            guard error != LXW_NO_ERROR else { return }
            // The system's reason is lost where the library gave up for its own.
            let isMedium =
                error == LXW_ERROR_CREATING_XLSX_FILE || error == LXW_ERROR_CREATING_TMPFILE
                || error == LXW_ERROR_ZIP_FILE_OPERATION || error == LXW_ERROR_ZIP_CLOSE
            throw SpreadsheetError(
                path: path, reason: String(cString: lxw_strerror(error)), code: isMedium ? 28 : 0)
        }
    }
#else
    /// This program was built without the trait `Spreadsheet`.
    package final class SpreadsheetWriter {
        /// Whether this program can write workbooks.
        package static let isAvailable = false
        /// The most characters (UTF-16 units) that a cell may hold.
        package static let longestText = 32_767
        /// How many texts did not fit into a cell and were cut.
        package private(set) var cut = 0

        /// Always fails.
        package init(_ path: String) throws(SpreadsheetError) {
            throw SpreadsheetError(path: path, reason: "built without the trait Spreadsheet", code: 0)
        }

        /// Begins a sheet.
        package func begin(_ name: String, _ columns: [SpreadsheetColumn]) throws(SpreadsheetError) {}

        /// Adds a row.
        package func add(_ cells: [SpreadsheetCell]) throws(SpreadsheetError) {}

        /// Closes the file.
        package func close() throws(SpreadsheetError) {}
    }
#endif
