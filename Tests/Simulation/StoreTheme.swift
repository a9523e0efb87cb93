/// What a story is about: the deeds that it takes for one kind of thing to go wrong, so often that they meet.
enum StoreTheme: CaseIterable, Sendable {
    case everything, copies, erasures, secrets, answers, media, keys, receipts

    /// What happens in every story.
    static let common: [StoreStory.Step.Kind] = [
        .capture, .capture, .captureSecret, .captureWithPhoto, .edit, .edit, .attach,
        .pack, .pack, .packNew, .carry, .carry, .carry, .carryTwice, .reply, .receive, .receive, .visit,
        .respond, .officeEdit, .relay,
    ]

    /// How most of its stories begin, on one laptop; copies say something each.
    var opening: [StoreStory.Step.Kind] {
        switch self {
        case .everything: []
        case .copies: [.capture, .copy, .capture, .capture]
        case .erasures, .answers: [.capture, .visit, .exchange]
        case .secrets: [.capture]
        case .media: [.captureWithPhoto]
        case .keys: [.capture, .visit]
        case .receipts: [.capture, .packNew, .capture, .packNew]
        }
    }

    /// What happens often; what stands twice happens twice as often.
    var deeds: [StoreStory.Step.Kind] {
        switch self {
        case .everything:
            Self.common
        case .copies:
            [
                .copy, .remember, .setBack, .loseLaptop, .capture, .capture, .edit, .edit, .withdraw,
                .visit, .visit, .fetch, .fetch, .pack, .carry,
            ]
        case .erasures:
            [
                .capture, .captureWithPhoto, .attach, .edit, .edit, .comment, .withdraw,
                .erase, .erase, .provinceErase, .respond, .provinceRespond,
                .visit, .visit, .fetch, .exchange, .exchange,
            ]
        case .secrets:
            [
                .capture, .capture, .captureWithPhoto, .captureSecret, .edit, .edit, .attach, .withdraw,
                .seal, .seal, .blank, .visit, .respond, .officeEdit,
            ]
        case .answers:
            [
                .capture, .edit, .comment, .withdraw, .visit, .visit, .exchange, .exchange, .exchange,
                .respond, .provinceRespond, .provinceRespond, .officeEdit, .resolve,
                .capture, .link, .link, .unlink,
            ]
        case .media:
            [
                .captureWithPhoto, .captureWithPhoto, .attach, .pack, .packNew, .packBare, .packBare,
                .carry, .carry, .carryTwice, .lose, .damage, .tamper, .tamper, .fetch, .exchange, .confirm,
            ]
        case .keys:
            [
                .capture, .edit, .visit, .visit, .pack, .carry, .exchange, .exchange, .reply, .receive,
                .rotate, .revoke, .admit, .newKit, .clock, .respond, .provinceRespond,
            ]
        case .receipts:
            [
                .capture, .capture, .edit, .packNew, .packNew, .pack, .carry, .carry, .lose,
                .confirm, .confirm, .reply, .receive, .receive, .receive, .fetch, .visit, .tidy, .tidy,
            ]
        }
    }
}
