/// A number with what is counted, for English texts: `1 file`, `2 files`; `many` where it is no `s` that is added.
package func counted(_ count: Int, _ one: String, _ many: String? = nil) -> String {
    count.counted(id: "", one: one, many: many ?? one + "s").en
}
