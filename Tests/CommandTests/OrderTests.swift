import Foundation
import Testing

struct OrderTests {
    let workspace: Workspace

    init() throws {
        workspace = try Workspace()
    }

    @Test func `bundles in either order, and one of them twice, give the same list to the byte`() throws {
        let kitOffice = try workspace.office()
        let kit = try kitOffice.kit()
        let first = try kitOffice.laptop("laptop-1", kit: kit)
        let second = try kitOffice.laptop("laptop-2", kit: kit)
        for index in 1...4 {
            try first.capture("--title", "Satu \(index)", "--reporter-name", "Sumi", "--consent", "written")
            try second.capture("--title", "Dua \(index)", index == 2 ? "--confidential" : "--anonymous")
        }
        let early = try first.bundle(into: "awal")
        try first.capture("--title", "Satu kemudian")
        let later = try first.bundle(into: "kemudian")
        let other = try second.bundle(into: "lain")

        // The office as it was when the kit was made, three times over.
        var lists: [Data] = []
        for (name, order) in [
            ("a", [early, later, other]), ("b", [other, later, early]), ("c", [later, other, early, later]),
        ] {
            let home = workspace.path("kantor-\(name)")
            try FileManager.default.copyItem(atPath: kitOffice.home, toPath: home)
            let office = Office(workspace: workspace, home: home, founded: kitOffice.founded)
            for bundle in order { #expect(try office.add(bundle).status == 0) }
            lists.append(try office.listing())
            #expect(try office.complaints().count == 9)
        }
        #expect(lists[0] == lists[1])
        #expect(lists[0] == lists[2])
    }

    @Test func `a bundle added again has nothing new and says so`() throws {
        let (office, devices) = try workspace.ready()
        try devices[0].capture()
        let bundle = try devices[0].bundle()
        let first = try office.add(bundle)
        #expect(first.status == 0)
        #expect(first.results.map(\.outcome) == ["merged"])
        let list = try office.listing()
        let second = try office.add(bundle)
        #expect(second.status == 0)
        #expect(second.results.map(\.outcome) == ["nothing_new"])
        #expect(second.results.map(\.eventsNew) == [0])
        #expect(second.results.map(\.code) == first.results.map(\.code))
        #expect(try office.listing() == list)
    }

    @Test func `a folder of bundles is added by name, and every file is told of`() throws {
        let (office, devices) = try workspace.ready(devices: 2)
        for device in devices {
            try device.capture()
            _ = try device.bundle()
        }
        try workspace.write("stik/catatan.txt", "bukan bundel")
        let added = try office.add(workspace.path("stik"))
        #expect(added.status == 0)
        #expect(added.results.map(\.outcome) == ["merged", "merged"])
        #expect(added.results.map(\.path) == added.results.map(\.path).sorted())
        #expect(try office.complaints().count == 2)
    }
}
