import Foundation

/// Takes bundles apart and puts them together again with ordinary tools, as a forger would.
struct Forger {
    let workspace: Workspace
    let office: Office

    static let tools = ["age", "jq", "tar", "ssh-keygen", "gzip", "sha256sum", "bash"]
    /// Whether all that a forger needs is there.
    static let isThere = tools.allSatisfy { Tool.path($0) != nil } && Tool.python != nil

    /// `entries` names the bag's files in the order of the format; `correct` makes the manifests those of the files as
    /// they are now; `archive` writes the tar in the strict form; `seal` seals it to the office again.
    private static let functions = #"""
        entries() {
            for name in bagit.txt bag-info.txt manifest-sha256.txt tagmanifest-sha256.txt \
                tagmanifest-sha256.txt.sig $(cut -c67- "$bag/manifest-sha256.txt"); do
                if [[ -e "$bag/$name" ]]; then echo "$bag/$name"; fi
            done
        }
        correct() {
            (
                cd "$bag"
                paths=$(cut -c67- manifest-sha256.txt)
                sha256sum $paths > manifest
                mv manifest manifest-sha256.txt
                bytes=$(cat $paths | wc -c)
                sed -i "s/^Payload-Oxum: .*/Payload-Oxum: $bytes.$(wc -l < manifest-sha256.txt)/" bag-info.txt
                sha256sum bagit.txt bag-info.txt manifest-sha256.txt > tagmanifest-sha256.txt
            )
        }
        archive() {
            tar --format=ustar -b 1 --owner=0 --group=0 --numeric-owner --mtime=@1700000000 \
                --mode=u=rwX,go=rX --no-recursion --hard-dereference -P -cf forged.tar "$@"
        }
        seal() { age -r "$recipient" -o forged.lapor forged.tar; }
        sign() {
            rm -f "$bag/tagmanifest-sha256.txt.sig"
            ssh-keygen -q -Y sign -f "$1" -n lapor-bundle "$bag/tagmanifest-sha256.txt"
        }
        stranger() {
            ssh-keygen -q -t ed25519 -N '' -C '' -f stranger
            cut -d ' ' -f 1,2 stranger.pub > stranger.line
        }
        # Changes the title of a feed's last event; with `whole` also the hashes that follow from it.
        alter() {
            "$python" - "$bag" "$@" <<'END'
        import glob, gzip, hashlib, json, sys
        bag, how = sys.argv[1], sys.argv[2:]
        for path in sorted(glob.glob(bag + "/data/events/*/*.gz"), reverse=True):
            lines = gzip.open(path, "rb").read().split(b"\n")
            if b"Jembatan putus" in lines[-2]:
                break
        def compact(value):
            return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
        def id_of(header):
            return hashlib.sha256(b"lapor event 1\n" + header).hexdigest()
        header, body = lines[-3], lines[-2]
        assert b"Jembatan putus" in body
        body = body.replace(b"Jembatan putus", b"Jembatan utuh!")
        lines[-2] = body
        if "whole" in how:
            changed = json.loads(header)
            changed["body"] = hashlib.sha256(body).hexdigest()
            lines[-3] = compact(changed)
            feeds = open(bag + "/data/feeds.json", "rb").read()
            old = id_of(header).encode()
            assert old in feeds
            open(bag + "/data/feeds.json", "wb").write(feeds.replace(old, id_of(lines[-3]).encode()))
        with open(path, "wb") as file:
            with gzip.GzipFile(filename="", fileobj=file, mode="wb", mtime=0) as member:
                member.write(b"\n".join(lines))
        END
        }
        # Makes the stranger the sender, with the id that belongs to the key: a device's, or another feed's.
        impersonate() {
            "$python" - "$bag" "${1-device}" <<'END'
        import base64, hashlib, re, sys
        path = sys.argv[1] + "/bag-info.txt"
        line = open("stranger.line").read().strip()
        key = base64.b64decode(line.split()[1])[-32:]
        text = open(path).read()
        text = re.sub("(?m)^Sender-Key: .*$", "Sender-Key: " + line, text)
        text = re.sub("(?m)^Sender: .*$", "Sender: " + hashlib.sha256(key + sys.argv[2].encode()).hexdigest()[:32], text)
        open(path, "w").write(text)
        END
        }
        # Leaves out the bodies of a kind of event.
        blank() {
            "$python" - "$bag" "$1" <<'END'
        import glob, gzip, json, sys
        bag, kind = sys.argv[1:]
        count = 0
        for path in glob.glob(bag + "/data/events/*/*.gz"):
            lines = gzip.open(path, "rb").read().split(b"\n")
            for index in range(0, len(lines) - 1, 2):
                if json.loads(lines[index])["kind"] == kind:
                    lines[index + 1] = b"null"
                    count += 1
            with open(path, "wb") as file:
                with gzip.GzipFile(filename="", fileobj=file, mode="wb", mtime=0) as member:
                    member.write(b"\n".join(lines))
        assert count > 0
        END
        }
        # The sender's own key of a seed in base64, in the file `own`.
        own_key() {
            "$python" - "$(sed -n 's/^Sender-Key: //p' "$bag/bag-info.txt")" "$1" <<'END'
        import base64, os, struct, sys
        blob, seed = base64.b64decode(sys.argv[1].split()[1]), base64.b64decode(sys.argv[2])
        def text_of(data):
            return struct.pack(">I", len(data)) + data
        private = bytes(8) + blob + text_of(seed + blob[-32:]) + text_of(b"")
        private += bytes(range(1, 1 + -len(private) % 8))
        whole = b"openssh-key-v1\0" + text_of(b"none") * 2 + text_of(b"") + struct.pack(">I", 1)
        whole += text_of(blob) + text_of(private)
        with os.fdopen(os.open("own", os.O_CREAT | os.O_WRONLY, 0o600), "w") as file:
            file.write("-----BEGIN OPENSSH PRIVATE KEY-----\n")
            file.write(base64.encodebytes(whole).decode())
            file.write("-----END OPENSSH PRIVATE KEY-----\n")
        END
        }
        device_key() { own_key "$(sed -n 2p "$1/keys/device.key")"; }
        # An office's key follows from its recovery text.
        office_key() {
            own_key "$("$python" - <<'END'
        import base64, hashlib, hmac
        digits = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
        text = open("recovery.txt").readline().strip().lower()
        bits = "".join(format(digits.index(c), "05b") for c in text[text.rindex("1") + 1:-6])
        secret = bytes(int(bits[i:i + 8], 2) for i in range(0, 256, 8))
        extracted = hmac.new(bytes(32), secret, hashlib.sha256).digest()
        seed = hmac.new(extracted, b"lapor signing 1\x01", hashlib.sha256).digest()
        print(base64.b64encode(seed).decode())
        END
            )"
        }
        # Leaves the attachments out.
        drop_blobs() {
            rm "$bag"/data/blobs/*
            sed -i '/ data.blobs/d' "$bag/manifest-sha256.txt"
            sed -i 's/^Blob-Count: .*/Blob-Count: 0/' "$bag/bag-info.txt"
        }
        """#

    /// Unpacks a bundle, runs a script on it and gives the path of the bundle that it sealed.
    func forge(_ bundle: String, _ script: String) throws -> String {
        let folder = try workspace.makeFolder("palsu-\(UUID().uuidString)")
        let opening = """
            bundle='\(bundle)' recipient='\(office.founded.recipient)' python='\(Tool.python ?? "python3")'
            printf '%s\\n' '\(office.founded.recoveryKey)' > recovery.txt
            age -d -i recovery.txt -o bundle.tar "$bundle"
            tar -xf bundle.tar
            bag=$(tar -tf bundle.tar | sed -n 's,/$,,p')

            """
        try workspace.shell(opening + Self.functions + "\n" + script, in: folder)
        return folder + "/forged.lapor"
    }
}
