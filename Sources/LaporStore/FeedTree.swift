package import LaporModel

/// Consecutive events of a feed that a store holds, each the previous of the next.
package struct Chain: Equatable, Sendable {
    package var first: Int
    package var last: Int
    /// The id of the event before `first`; `nil` if that is 1.
    package var before: Hash?
    /// The id of the event `last`.
    package var id: Hash
    /// All ids from `first` to `last` where the feed is forked; `nil` where a sequence names one event only.
    var ids: [Hash]?

    package var range: ClosedRange<Int> { first...last }
}

/// The events of a forked feed, as the tree that they make.
///
/// Forks are rare, and so is this: it holds all of the feed's ids in memory.
struct FeedTree {
    private struct Node {
        var sequence: Int
        var previous: Hash?
    }

    private var nodes: [Hash: Node] = [:]
    private var children: [Hash: [Hash]] = [:]
    private var roots: [Hash] = []

    /// The tree of these events, in any order.
    init(_ events: [(id: Hash, sequence: Int, previous: Hash?)]) {
        for event in events { nodes[event.id] = Node(sequence: event.sequence, previous: event.previous) }
        for event in events {
            if let previous = event.previous, nodes[previous] != nil {
                children[previous, default: []].append(event.id)
            } else {
                roots.append(event.id)
            }
        }
        for key in children.keys { children[key]?.sort() }
        roots.sort { (nodes[$0]?.sequence ?? 0, $0) < (nodes[$1]?.sequence ?? 0, $1) }
    }

    /// At how many events a branch leaves another.
    var forks: Int {
        children.values.reduce(max(roots.filter { nodes[$0]?.previous == nil }.count - 1, 0)) {
            $0 + $1.count - 1
        }
    }

    /// The chain of each branch, the one that goes on where a feed forks first: that with the smaller id.
    var chains: [Chain] {
        var chains: [Chain] = []
        var starts = Array(roots.reversed())
        while let start = starts.popLast(), let first = nodes[start] {
            var ids = [start]
            while let next = children[ids[ids.count - 1]] {
                starts.append(contentsOf: next.dropFirst().reversed())
                ids.append(next[0])
            }
            chains.append(
                Chain(
                    first: first.sequence, last: first.sequence + ids.count - 1, before: first.previous,
                    id: ids[ids.count - 1], ids: ids))
        }
        return chains.sorted { ($0.first, $0.last, $0.id) < ($1.first, $1.last, $1.id) }
    }

    /// The branch that keeps the feed: from its first event on, the smaller id at each fork.
    var keeper: Chain? {
        chains.first { $0.first == 1 && $0.ids?.first == roots.first }
    }

    /// The chain that ends in an event, back to the first that is held without a break.
    func path(to id: Hash) -> Chain? {
        guard let last = nodes[id]?.sequence else { return nil }
        var ids = [id]
        while let previous = nodes[ids[ids.count - 1]]?.previous, nodes[previous] != nil {
            ids.append(previous)
        }
        ids.reverse()
        return Chain(
            first: last - ids.count + 1, last: last, before: nodes[ids[0]]?.previous, id: id, ids: ids)
    }
}

extension Chain {
    /// A part of the chain; `id` is that of the part's last event, `before` that of the event before its first.
    func part(_ range: ClosedRange<Int>, before: Hash?, id: Hash) -> Chain {
        Chain(
            first: range.lowerBound, last: range.upperBound, before: before, id: id,
            ids: ids.map { Array($0[(range.lowerBound - first)...(range.upperBound - first)]) })
    }
}
