import Foundation

/// Scripts that may mount what they like, unseen by anybody else: for that one must be root.
enum OwnMounts {
    static let missing = "not root, or unshare, mount or script is missing: nothing is mounted"

    /// Whether this machine lets us.
    static let areAllowed: Bool = {
        guard let unshare = Tool.path("unshare"), Tool.all("mount", "bash", "script") else { return false }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: unshare)
        process.arguments = ["-m", "mount", "-t", "tmpfs", "tmpfs", "/mnt"]
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return false }
        process.waitUntilExit()
        return process.terminationStatus == 0
    }()

    /// Makes an empty `/media` and machine without a battery; functions for sticks, batteries and a terminal.
    static let beginning = """
        mount -t tmpfs tmpfs /media
        mount -t tmpfs tmpfs /mnt
        mount -t tmpfs tmpfs /sys/class/power_supply
        me=/media/$(id -un)
        stick() { mkdir -p "$me/$1"; mount -t tmpfs -o size="$2" "$1" "$me/$1"; }
        battery() {
            mkdir -p /sys/class/power_supply/BAT0
            echo Battery > /sys/class/power_supply/BAT0/type
            echo "$1" > /sys/class/power_supply/BAT0/capacity
            echo "$2" > /sys/class/power_supply/BAT0/status
        }
        # What a person types, then the command that is run on a terminal.
        typing() { printf "$1" | script -qec "$2" /dev/null; }

        """
}

extension Laptop {
    /// Runs a script in which `lapor` is this laptop's, with mounts of its own.
    func withMounts(
        _ script: String, language: Workspace.Language = .indonesian, beside: [String: String] = [:]
    ) throws -> Output {
        guard let unshare = Tool.path("unshare") else { throw CannotRun(description: "no unshare") }
        let environment = workspace.environment(
            language,
            ["PATH": "\(Workspace.built):\(Tool.searchPath)", "LAPOR_HOME": home, "TERM": "xterm"]
                .merging(beside) { $1 })
        return try ProcessRun(
            unshare, ["-m", "bash", "-uo", "pipefail", "-c", OwnMounts.beginning + script],
            environment: environment, directory: workspace.folder
        ).wait()
    }
}
