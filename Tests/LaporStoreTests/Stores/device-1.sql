PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY);
INSERT INTO grdb_migrations VALUES('2026-11-24 first tables');
CREATE TABLE about (
    key TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO about VALUES('device','a93204322c74292baf122c406c5e58a1');
INSERT INTO about VALUES('external_key','909c3e5c013ca5926c3686efed205f44c0db6d5020c41787b134bfb68223c87f');
INSERT INTO about VALUES('kit','{"began":{"body":"{\"agent\":\"lapor-import 0.1.0\",\"identity_recipient\":\"age1fd8etrrlngh39uuxp408ts8sx89rz9z3ssk9dysg9rqx5unzyg2qhydfur\",\"name\":\"Boyolali\",\"recipient\":\"age1dvlg4eznx0djkq7u727pzvtsfahlngc2jgz8gy2pnj400q6tcplswhmrwm\",\"salt\":\"3CNFwqYFL8uOSUJeVblcYA==\",\"signing_key\":\"ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAICTTsgxdrj01cAdPnnuM5g3iSe55vn/jxosxIF9iZT0y\"}","header":"{\"body\":\"85112c3fb0072d2e4e49511b22da33a73cdfb5aa4c053a06758ad1e7185032fa\",\"complaint\":null,\"feed\":\"5943818ede8c569b9d7c9944582d7890\",\"kind\":\"began\",\"previous\":null,\"recorded_at\":\"2026-11-25T03:06:59Z\",\"sequence\":1}"},"consent":{"script":"1","text_en":"We are writing down your complaint to pass it on to the responsible agency through SP4N-LAPOR!. Your name, NIK, phone number and address are used only to follow up this complaint, are kept sealed, and can be opened only by the district office''s staff. You need not say who you are, and at any time you may ask to see, correct, hold or erase this data. Do you agree?","text_id":"Kami mencatat laporan Bapak/Ibu untuk disampaikan kepada instansi yang berwenang melalui SP4N-LAPOR!. Nama, NIK, nomor telepon, dan alamat Bapak/Ibu hanya dipakai untuk menindaklanjuti laporan ini, disimpan tersegel, dan hanya dapat dibuka oleh petugas kantor kabupaten. Bapak/Ibu boleh tidak menyebutkan identitas, dan kapan saja boleh meminta data ini dilihat, diperbaiki, ditahan, atau dihapus. Apakah Bapak/Ibu setuju?"},"devices":5,"expires_at":"2027-02-23T03:06:59Z","invitation":"qxmS9kq+1OxoAdz6YPDAZnywk78k8ZDfo//JHVUJovk=","issued_at":"2026-11-25T03:06:59Z","kit":"fa13cafa85f4ad6067c81a3d9e981efd","office":{"hours_east":7,"id":"5943818ede8c569b9d7c9944582d7890","identity_recipients":["age1fd8etrrlngh39uuxp408ts8sx89rz9z3ssk9dysg9rqx5unzyg2qhydfur"],"name":"Boyolali","recipient":"age1dvlg4eznx0djkq7u727pzvtsfahlngc2jgz8gy2pnj400q6tcplswhmrwm","signing_key":"ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAICTTsgxdrj01cAdPnnuM5g3iSe55vn/jxosxIF9iZT0y"},"regions":["33.09"],"serial":1,"settings":{"attachment_limit":104857600},"team":"Tim A"}');
INSERT INTO about VALUES('role','field');
CREATE TABLE feeds (
    feed_key INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    purpose TEXT NOT NULL CHECK (purpose IN ('device', 'registry', 'answers')),
    device BLOB CHECK (length(device) = 16),
    office BLOB CHECK (length(office) = 16),
    name TEXT,
    team TEXT,
    recipient TEXT,
    signing_key TEXT NOT NULL
) STRICT;
INSERT INTO feeds VALUES(1,X'a93204322c74292baf122c406c5e58a1','device',X'a93204322c74292baf122c406c5e58a1',X'5943818ede8c569b9d7c9944582d7890','Laptop 1','Tim A','age12jfh7taz4cmfn7kj5c23d2qrmcdd52ypkjv62yv8pjs37dm48c3q98vxr7','ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIDHF58q9XAfNIfMXdTO+MxTQzbj1vhoaCh3pO6k9NN9V');
CREATE TABLE events (
    event_key INTEGER PRIMARY KEY,
    feed_key INTEGER NOT NULL REFERENCES feeds,
    sequence INTEGER NOT NULL CHECK (sequence >= 1),
    id BLOB NOT NULL CHECK (length(id) = 32),
    kind TEXT NOT NULL,
    complaint BLOB CHECK (length(complaint) = 16),
    stored_at INTEGER NOT NULL,
    header TEXT NOT NULL,
    body TEXT
) STRICT;
INSERT INTO events VALUES(1,1,1,X'5fd1c957052d7d240910ede191026527900a22ae939b341649362987c2636111','began',NULL,1795576019,'{"body":"58ae47bef3b30f0919e4262984c4708ac6a4cad94df2d8864631b8f0ff8d406c","complaint":null,"feed":"a93204322c74292baf122c406c5e58a1","kind":"began","previous":null,"recorded_at":"2026-11-25T03:06:59Z","sequence":1}','{"agent":"lapor 0.1.0","invitation":{"key":"ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAINcTUfS+pRUU/onUlprFEvmJKk6Et4RXr8SUEc7lLTNP","signature":"-----BEGIN SSH SIGNATURE-----\nU1NIU0lHAAAAAQAAADMAAAALc3NoLWVkMjU1MTkAAAAg1xNR9L6lFRT+idSWmsUS+YkqTo\nS3hFevxJQRzuUtM08AAAAQbGFwb3ItaW52aXRhdGlvbgAAAAAAAAAGc2hhNTEyAAAAUwAA\nAAtzc2gtZWQyNTUxOQAAAEAD4hSEmOf/amA17Rp2y568vDxc36NCAurfCy2LUfJJs0unw0\nya2g2HHUxzcyqjG0LtiDcJ1LDNEIF3vfEfDLcF\n-----END SSH SIGNATURE-----\n"},"name":"Laptop 1","office":"5943818ede8c569b9d7c9944582d7890","recipient":"age12jfh7taz4cmfn7kj5c23d2qrmcdd52ypkjv62yv8pjs37dm48c3q98vxr7","salt":"0QHiIb/kg+0sA9YFT/iAjg==","signing_key":"ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIDHF58q9XAfNIfMXdTO+MxTQzbj1vhoaCh3pO6k9NN9V","team":"Tim A"}');
INSERT INTO events VALUES(2,1,2,X'45631ccade6be83f288f5da06d02a45117848541aaf252075234fbf713ce6a56','captured',X'803ca52f0e0efe320b53e1e3f144cd13',1795576019,'{"body":"6ac12f66b792035fcdc9b87132ee1b1b293c5910bc05c54494abd257a8219d20","complaint":"803ca52f0e0efe320b53e1e3f144cd13","feed":"a93204322c74292baf122c406c5e58a1","kind":"captured","previous":"5fd1c957052d7d240910ede191026527900a22ae939b341649362987c2636111","recorded_at":"2026-11-25T03:06:59Z","sequence":2}','{"anonymous":false,"attachments":[{"name":"foto.jpg","sha256":"6187eb884a2243dbed3a648d69e5a1a538be022abc7d72d596fc0b1024fa3dab","size":4,"type":"text/plain"}],"classification":"aspirasi","completeness":40,"confidential":false,"description":"Minta lampu","number":"X677SAVJT","officer":"Laptop 1","region":"33.09.05.2003","salt":"tLByje0uero/EAVPGc55wg==","title":"Lampu jalan"}');
INSERT INTO events VALUES(3,1,3,X'90dfaa389fd84aec6c8437d0fe9291ce64fc83f3a434789de6d49e7e97aed0a7','captured',X'070658f26f396f61f47348e9265f83a4',1795576019,'{"body":"ae6c5e580ede7f4a92d50d8e7595c2a152ee7cb899886f8ce6315400fff4985e","complaint":"070658f26f396f61f47348e9265f83a4","feed":"a93204322c74292baf122c406c5e58a1","kind":"captured","previous":"45631ccade6be83f288f5da06d02a45117848541aaf252075234fbf713ce6a56","recorded_at":"2026-11-25T03:06:59Z","sequence":3}','{"anonymous":false,"attachments":[{"name":"foto.jpg","sha256":"6187eb884a2243dbed3a648d69e5a1a538be022abc7d72d596fc0b1024fa3dab","size":4,"type":"text/plain"},{"name":"foto2.jpg","sha256":"01b1ee4cbeb5e12d7f78cdaa1779b8f17162871dad9e00d5224a65f481282128","size":5,"type":"text/plain"}],"classification":"aspirasi","completeness":30,"confidential":false,"description":"Minta jembatan","number":"TQTMEDVJE","officer":"Laptop 1","region":"33.09.05.2003","salt":"LNhVM5PXUVW0WoPG5jFJ9Q==","title":"Jembatan"}');
INSERT INTO events VALUES(4,1,4,X'f61df26a144b831e85369f59265751ceed184ea033bfc485c6d5cf8e1b267730','changed',X'070658f26f396f61f47348e9265f83a4',1795576019,'{"body":"b539ef1fa98100fc3f6c88fa2df5c81c58b19445639ddfb6c143ad8d8bcec671","complaint":"070658f26f396f61f47348e9265f83a4","feed":"a93204322c74292baf122c406c5e58a1","kind":"changed","previous":"90dfaa389fd84aec6c8437d0fe9291ce64fc83f3a434789de6d49e7e97aed0a7","recorded_at":"2026-11-25T03:06:59Z","sequence":4}','{"fields":{"title":"Jembatan satu"},"replaces":{"title":["90dfaa389fd84aec6c8437d0fe9291ce64fc83f3a434789de6d49e7e97aed0a7"]},"salt":"tNR7wHpZUoOZBHOrHuFOaA=="}');
CREATE TABLE heads (
    feed_key INTEGER NOT NULL REFERENCES feeds,
    sequence INTEGER NOT NULL,
    id BLOB NOT NULL CHECK (length(id) = 32),
    signature TEXT NOT NULL,
    PRIMARY KEY (feed_key, sequence, id)
) STRICT, WITHOUT ROWID;
CREATE TABLE blobs (
    sha256 BLOB NOT NULL PRIMARY KEY CHECK (length(sha256) = 32),
    feed_key INTEGER NOT NULL REFERENCES feeds,
    sequence INTEGER NOT NULL,
    size INTEGER NOT NULL,
    is_here INTEGER NOT NULL CHECK (is_here IN (0, 1))
) STRICT, WITHOUT ROWID;
INSERT INTO blobs VALUES(X'01b1ee4cbeb5e12d7f78cdaa1779b8f17162871dad9e00d5224a65f481282128',1,3,5,1);
INSERT INTO blobs VALUES(X'6187eb884a2243dbed3a648d69e5a1a538be022abc7d72d596fc0b1024fa3dab',1,2,4,1);
CREATE TABLE complaints (
    complaint_key INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    number TEXT NOT NULL,
    device BLOB NOT NULL CHECK (length(device) = 16),
    sequence INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    stored_at INTEGER NOT NULL,
    classification TEXT NOT NULL,
    region TEXT NOT NULL,
    category TEXT,
    status TEXT,
    anonymous INTEGER NOT NULL CHECK (anonymous IN (0, 1)),
    confidential INTEGER NOT NULL CHECK (confidential IN (0, 1)),
    title TEXT,
    description TEXT,
    location TEXT,
    agency TEXT,
    incident_date TEXT,
    attachments TEXT,
    tracking_id TEXT,
    answers INTEGER NOT NULL CHECK (answers >= 0),
    conflicts INTEGER NOT NULL CHECK (conflicts >= 0),
    clock_behind INTEGER NOT NULL CHECK (clock_behind IN (0, 1)),
    CHECK (confidential = 0 OR (title IS NULL AND description IS NULL AND location IS NULL))
) STRICT;
INSERT INTO complaints VALUES(1,X'803ca52f0e0efe320b53e1e3f144cd13','X677SAVJT',X'a93204322c74292baf122c406c5e58a1',2,1795576019,1795576019,'aspirasi','33.09.05.2003',NULL,NULL,0,0,'Lampu jalan','Minta lampu',NULL,NULL,NULL,'[{"name":"foto.jpg","sha256":"6187eb884a2243dbed3a648d69e5a1a538be022abc7d72d596fc0b1024fa3dab","size":4,"type":"text/plain"}]',NULL,0,0,0);
INSERT INTO complaints VALUES(2,X'070658f26f396f61f47348e9265f83a4','TQTMEDVJE',X'a93204322c74292baf122c406c5e58a1',3,1795576019,1795576019,'aspirasi','33.09.05.2003',NULL,NULL,0,0,'Jembatan satu','Minta jembatan',NULL,NULL,NULL,'[{"name":"foto.jpg","sha256":"6187eb884a2243dbed3a648d69e5a1a538be022abc7d72d596fc0b1024fa3dab","size":4,"type":"text/plain"},{"name":"foto2.jpg","sha256":"01b1ee4cbeb5e12d7f78cdaa1779b8f17162871dad9e00d5224a65f481282128","size":5,"type":"text/plain"}]',NULL,0,0,0);
CREATE TABLE regions (code TEXT NOT NULL PRIMARY KEY, name TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE categories (
    code TEXT NOT NULL PRIMARY KEY, name TEXT NOT NULL, parent TEXT, place INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE agencies (
    code TEXT NOT NULL PRIMARY KEY, name TEXT NOT NULL, place INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE external_ids (
    name BLOB NOT NULL PRIMARY KEY CHECK (length(name) = 32),
    complaint BLOB NOT NULL CHECK (length(complaint) = 16),
    row_check INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE packs (
    bundle BLOB NOT NULL CHECK (length(bundle) = 16),
    feed_key INTEGER NOT NULL REFERENCES feeds,
    first INTEGER NOT NULL,
    last INTEGER NOT NULL,
    tagmanifest BLOB NOT NULL CHECK (length(tagmanifest) = 32),
    path TEXT NOT NULL,
    packed_at INTEGER NOT NULL,
    confirmed_at INTEGER,
    PRIMARY KEY (bundle, feed_key, first)
) STRICT, WITHOUT ROWID;
INSERT INTO packs VALUES(X'6b8256f3d287629774fd30f3b8436244',1,1,3,X'c9aa1c16309347f4d18f96661ddac79a4346a31f04f001970585caeccfce57b5','/media/s/a9320432-20261125-6b8256f3.lapor',1795576019,NULL);
INSERT INTO packs VALUES(X'f808474e81904605ce596cb02ff8a9bf',1,1,4,X'c911bc7df3b2ef2f61dfa4814898531c4a748a85a3505507e22534545ddc5b32','/media/s/a9320432-20261125-f808474e.lapor',1795576019,NULL);
CREATE TABLE merged_bundles (
    tagmanifest BLOB NOT NULL PRIMARY KEY CHECK (length(tagmanifest) = 32),
    bundle BLOB NOT NULL CHECK (length(bundle) = 16),
    sender BLOB NOT NULL CHECK (length(sender) = 16),
    merged_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE quarantine (
    tagmanifest BLOB NOT NULL PRIMARY KEY CHECK (length(tagmanifest) = 32),
    bundle BLOB NOT NULL CHECK (length(bundle) = 16),
    device BLOB NOT NULL CHECK (length(device) = 16),
    device_name TEXT,
    team TEXT,
    last_sequence INTEGER NOT NULL,
    reason TEXT NOT NULL,
    set_aside_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX events_by_place ON events (feed_key, sequence, id);
CREATE INDEX events_by_complaint ON events (complaint)
    WHERE complaint IS NOT NULL AND kind <> 'captured';
CREATE INDEX blobs_by_place ON blobs (feed_key, sequence);
CREATE INDEX complaints_by_number ON complaints (number);
CREATE INDEX complaints_by_tracking ON complaints (tracking_id) WHERE tracking_id IS NOT NULL;
CREATE INDEX complaints_in_conflict ON complaints (id) WHERE conflicts > 0;
CREATE INDEX complaints_by_time ON complaints (recorded_at, id);
CREATE INDEX merged_bundles_by_sender ON merged_bundles (sender, merged_at);
COMMIT;
PRAGMA user_version = 1;
