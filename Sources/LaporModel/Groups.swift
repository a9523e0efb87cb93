/// Things that belong together because pairs of them do: connected components.
package struct Groups<Element: Hashable> {
    private var parents: [Element: Element] = [:]

    /// No pairs yet.
    package init() {}

    /// Says that two belong together.
    package mutating func join(_ left: Element, _ right: Element) {
        let (one, other) = (root(left), root(right))
        if one != other { parents[one] = other }
    }

    /// What stands for all that an element belongs together with.
    package mutating func root(_ element: Element) -> Element {
        var top = element
        while let parent = parents[top] { top = parent }
        var next = element
        while let parent = parents[next], parent != top {
            parents[next] = top
            next = parent
        }
        return top
    }
}
