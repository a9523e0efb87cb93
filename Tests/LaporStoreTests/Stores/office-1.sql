PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY);
INSERT INTO grdb_migrations VALUES('2026-11-24 first tables');
CREATE TABLE about (
    key TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO about VALUES('epoch','15e0d053a074f4e82499da677f761327');
INSERT INTO about VALUES('kit_serial','1');
INSERT INTO about VALUES('office','{"hours_east":7,"identity_recipient":"age1fd8etrrlngh39uuxp408ts8sx89rz9z3ssk9dysg9rqx5unzyg2qhydfur","name":"Boyolali"}');
INSERT INTO about VALUES('receipt_serial','1');
INSERT INTO about VALUES('role','office');
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
INSERT INTO feeds VALUES(1,X'5943818ede8c569b9d7c9944582d7890','registry',NULL,NULL,'Boyolali',NULL,'age1dvlg4eznx0djkq7u727pzvtsfahlngc2jgz8gy2pnj400q6tcplswhmrwm','ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAICTTsgxdrj01cAdPnnuM5g3iSe55vn/jxosxIF9iZT0y');
INSERT INTO feeds VALUES(2,X'a93204322c74292baf122c406c5e58a1','device',X'a93204322c74292baf122c406c5e58a1',X'5943818ede8c569b9d7c9944582d7890','Laptop 1','Tim A','age12jfh7taz4cmfn7kj5c23d2qrmcdd52ypkjv62yv8pjs37dm48c3q98vxr7','ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIDHF58q9XAfNIfMXdTO+MxTQzbj1vhoaCh3pO6k9NN9V');
INSERT INTO feeds VALUES(3,X'cbf12af446b3754149586aafe6c9a5af','answers',X'a93204322c74292baf122c406c5e58a1',X'5943818ede8c569b9d7c9944582d7890',NULL,NULL,NULL,'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAICTTsgxdrj01cAdPnnuM5g3iSe55vn/jxosxIF9iZT0y');
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
INSERT INTO events VALUES(1,1,1,X'17d03a6af7d22b75480715b61e331302c0e3c707aded7fdaf38a1dac9e3040be','began',NULL,1795576019,'{"body":"85112c3fb0072d2e4e49511b22da33a73cdfb5aa4c053a06758ad1e7185032fa","complaint":null,"feed":"5943818ede8c569b9d7c9944582d7890","kind":"began","previous":null,"recorded_at":"2026-11-25T03:06:59Z","sequence":1}','{"agent":"lapor-import 0.1.0","identity_recipient":"age1fd8etrrlngh39uuxp408ts8sx89rz9z3ssk9dysg9rqx5unzyg2qhydfur","name":"Boyolali","recipient":"age1dvlg4eznx0djkq7u727pzvtsfahlngc2jgz8gy2pnj400q6tcplswhmrwm","salt":"3CNFwqYFL8uOSUJeVblcYA==","signing_key":"ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAICTTsgxdrj01cAdPnnuM5g3iSe55vn/jxosxIF9iZT0y"}');
INSERT INTO events VALUES(2,1,2,X'731adcb0b93e9fd7488499f1007f819e2d14903afce23713172f14013032f9f7','invited',NULL,1795576019,'{"body":"0bcf7e08f1a100dec4e97d494d22b1e7a435b60f02e5d58ed52a3dd329eb43e8","complaint":null,"feed":"5943818ede8c569b9d7c9944582d7890","kind":"invited","previous":"17d03a6af7d22b75480715b61e331302c0e3c707aded7fdaf38a1dac9e3040be","recorded_at":"2026-11-25T03:06:59Z","sequence":2}','{"devices":5,"expires_at":"2027-02-23T03:06:59Z","key":"ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAINcTUfS+pRUU/onUlprFEvmJKk6Et4RXr8SUEc7lLTNP","kit":"fa13cafa85f4ad6067c81a3d9e981efd","regions":["33.09"],"salt":"YQLblZFr510Kh1wv5CAjNw==","serial":1,"team":"Tim A"}');
INSERT INTO events VALUES(3,1,3,X'75dd1f1b544d4c2ecfb8f7573c3f412d06030cd2d4c8c603d5c9b51c18d61c4f','admitted',NULL,1795576020,'{"body":"f98de61e9c435cb0e104aada83d1a00e416803e7152802d759a5bbd06b5a5b70","complaint":null,"feed":"5943818ede8c569b9d7c9944582d7890","kind":"admitted","previous":"731adcb0b93e9fd7488499f1007f819e2d14903afce23713172f14013032f9f7","recorded_at":"2026-11-25T03:07:00Z","sequence":3}','{"by":"invitation","device":"a93204322c74292baf122c406c5e58a1","invitation":"ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAINcTUfS+pRUU/onUlprFEvmJKk6Et4RXr8SUEc7lLTNP","salt":"4H6fCEgdhcA61ffqUaI+zA=="}');
INSERT INTO events VALUES(4,2,1,X'5fd1c957052d7d240910ede191026527900a22ae939b341649362987c2636111','began',NULL,1795576020,'{"body":"58ae47bef3b30f0919e4262984c4708ac6a4cad94df2d8864631b8f0ff8d406c","complaint":null,"feed":"a93204322c74292baf122c406c5e58a1","kind":"began","previous":null,"recorded_at":"2026-11-25T03:06:59Z","sequence":1}','{"agent":"lapor 0.1.0","invitation":{"key":"ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAINcTUfS+pRUU/onUlprFEvmJKk6Et4RXr8SUEc7lLTNP","signature":"-----BEGIN SSH SIGNATURE-----\nU1NIU0lHAAAAAQAAADMAAAALc3NoLWVkMjU1MTkAAAAg1xNR9L6lFRT+idSWmsUS+YkqTo\nS3hFevxJQRzuUtM08AAAAQbGFwb3ItaW52aXRhdGlvbgAAAAAAAAAGc2hhNTEyAAAAUwAA\nAAtzc2gtZWQyNTUxOQAAAEAD4hSEmOf/amA17Rp2y568vDxc36NCAurfCy2LUfJJs0unw0\nya2g2HHUxzcyqjG0LtiDcJ1LDNEIF3vfEfDLcF\n-----END SSH SIGNATURE-----\n"},"name":"Laptop 1","office":"5943818ede8c569b9d7c9944582d7890","recipient":"age12jfh7taz4cmfn7kj5c23d2qrmcdd52ypkjv62yv8pjs37dm48c3q98vxr7","salt":"0QHiIb/kg+0sA9YFT/iAjg==","signing_key":"ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIDHF58q9XAfNIfMXdTO+MxTQzbj1vhoaCh3pO6k9NN9V","team":"Tim A"}');
INSERT INTO events VALUES(5,2,2,X'45631ccade6be83f288f5da06d02a45117848541aaf252075234fbf713ce6a56','captured',X'803ca52f0e0efe320b53e1e3f144cd13',1795576020,'{"body":"6ac12f66b792035fcdc9b87132ee1b1b293c5910bc05c54494abd257a8219d20","complaint":"803ca52f0e0efe320b53e1e3f144cd13","feed":"a93204322c74292baf122c406c5e58a1","kind":"captured","previous":"5fd1c957052d7d240910ede191026527900a22ae939b341649362987c2636111","recorded_at":"2026-11-25T03:06:59Z","sequence":2}','{"anonymous":false,"attachments":[{"name":"foto.jpg","sha256":"6187eb884a2243dbed3a648d69e5a1a538be022abc7d72d596fc0b1024fa3dab","size":4,"type":"text/plain"}],"classification":"aspirasi","completeness":40,"confidential":false,"description":"Minta lampu","number":"X677SAVJT","officer":"Laptop 1","region":"33.09.05.2003","salt":"tLByje0uero/EAVPGc55wg==","title":"Lampu jalan"}');
INSERT INTO events VALUES(6,2,3,X'90dfaa389fd84aec6c8437d0fe9291ce64fc83f3a434789de6d49e7e97aed0a7','captured',X'070658f26f396f61f47348e9265f83a4',1795576020,'{"body":"ae6c5e580ede7f4a92d50d8e7595c2a152ee7cb899886f8ce6315400fff4985e","complaint":"070658f26f396f61f47348e9265f83a4","feed":"a93204322c74292baf122c406c5e58a1","kind":"captured","previous":"45631ccade6be83f288f5da06d02a45117848541aaf252075234fbf713ce6a56","recorded_at":"2026-11-25T03:06:59Z","sequence":3}','{"anonymous":false,"attachments":[{"name":"foto.jpg","sha256":"6187eb884a2243dbed3a648d69e5a1a538be022abc7d72d596fc0b1024fa3dab","size":4,"type":"text/plain"},{"name":"foto2.jpg","sha256":"01b1ee4cbeb5e12d7f78cdaa1779b8f17162871dad9e00d5224a65f481282128","size":5,"type":"text/plain"}],"classification":"aspirasi","completeness":30,"confidential":false,"description":"Minta jembatan","number":"TQTMEDVJE","officer":"Laptop 1","region":"33.09.05.2003","salt":"LNhVM5PXUVW0WoPG5jFJ9Q==","title":"Jembatan"}');
INSERT INTO events VALUES(7,2,4,X'f61df26a144b831e85369f59265751ceed184ea033bfc485c6d5cf8e1b267730','changed',X'070658f26f396f61f47348e9265f83a4',1795576020,'{"body":"b539ef1fa98100fc3f6c88fa2df5c81c58b19445639ddfb6c143ad8d8bcec671","complaint":"070658f26f396f61f47348e9265f83a4","feed":"a93204322c74292baf122c406c5e58a1","kind":"changed","previous":"90dfaa389fd84aec6c8437d0fe9291ce64fc83f3a434789de6d49e7e97aed0a7","recorded_at":"2026-11-25T03:06:59Z","sequence":4}','{"fields":{"title":"Jembatan satu"},"replaces":{"title":["90dfaa389fd84aec6c8437d0fe9291ce64fc83f3a434789de6d49e7e97aed0a7"]},"salt":"tNR7wHpZUoOZBHOrHuFOaA=="}');
INSERT INTO events VALUES(8,2,4,X'6902c53ac418c37cafea3f08e33674f19a74031037461ebf534ddbac40aed64b','changed',X'070658f26f396f61f47348e9265f83a4',1795576020,'{"body":"d8cd74ac9d5bf0f912e66de17d8ba8e1160b2353db5ff4542374a789bb94cd31","complaint":"070658f26f396f61f47348e9265f83a4","feed":"a93204322c74292baf122c406c5e58a1","kind":"changed","previous":"90dfaa389fd84aec6c8437d0fe9291ce64fc83f3a434789de6d49e7e97aed0a7","recorded_at":"2026-11-25T03:06:59Z","sequence":4}','{"fields":{"title":"Jembatan dua"},"replaces":{"title":["90dfaa389fd84aec6c8437d0fe9291ce64fc83f3a434789de6d49e7e97aed0a7"]},"salt":"ti3iIGMvjpqTITBB5eWpzA=="}');
INSERT INTO events VALUES(9,3,1,X'ef72c2e8b8433c16b10f7e10db4ae1ddbbbbdb745bb3e63f05f9b101162ea6b9','began',NULL,1795576020,'{"body":"dd6359ba0be8dcb8634c93eccd1c9c03790096d304de3d31b16f6197723cda38","complaint":null,"feed":"cbf12af446b3754149586aafe6c9a5af","kind":"began","previous":null,"recorded_at":"2026-11-25T03:07:00Z","sequence":1}','{"agent":"lapor-import 0.1.0","device":"a93204322c74292baf122c406c5e58a1","office":"5943818ede8c569b9d7c9944582d7890","salt":"631xC688HNlgdQv7epPKIw==","signing_key":"ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAICTTsgxdrj01cAdPnnuM5g3iSe55vn/jxosxIF9iZT0y"}');
INSERT INTO events VALUES(10,3,2,X'34f42709de6d885eeb2f2ad47984df5b25846ed6c414aa547319edd4a4ae238d','responded',X'070658f26f396f61f47348e9265f83a4',1795576020,'{"body":"624dc0947f08e0a1b3d0981d4a0ef48fb04cdb0ffb8faddc09a00b73bdf43bfb","complaint":"070658f26f396f61f47348e9265f83a4","feed":"cbf12af446b3754149586aafe6c9a5af","kind":"responded","previous":"ef72c2e8b8433c16b10f7e10db4ae1ddbbbbdb745bb3e63f05f9b101162ea6b9","recorded_at":"2026-11-25T03:07:00Z","sequence":2}','{"replaces":{"status":[]},"salt":"Rnoz2/6u/bxxd9xvSNuGuQ==","status":"selesai","text":"Sudah"}');
CREATE TABLE heads (
    feed_key INTEGER NOT NULL REFERENCES feeds,
    sequence INTEGER NOT NULL,
    id BLOB NOT NULL CHECK (length(id) = 32),
    signature TEXT NOT NULL,
    PRIMARY KEY (feed_key, sequence, id)
) STRICT, WITHOUT ROWID;
INSERT INTO heads VALUES(2,3,X'90dfaa389fd84aec6c8437d0fe9291ce64fc83f3a434789de6d49e7e97aed0a7',replace('-----BEGIN SSH SIGNATURE-----\nU1NIU0lHAAAAAQAAADMAAAALc3NoLWVkMjU1MTkAAAAgMcXnyr1cB80h8xd1M74zFNDNuP\nW+GhoKHek7qT0031UAAAAKbGFwb3ItaGVhZAAAAAAAAAAGc2hhNTEyAAAAUwAAAAtzc2gt\nZWQyNTUxOQAAAEA4GRwZ3m6+ysTShsuBDc5XsyUVckNNoWkBIjQZ2xmzwhCrKRZ4CzSBgp\njPOi+3vZC3243weXANrOItTXpMW9oN\n-----END SSH SIGNATURE-----\n','\n',char(10)));
INSERT INTO heads VALUES(2,4,X'6902c53ac418c37cafea3f08e33674f19a74031037461ebf534ddbac40aed64b',replace('-----BEGIN SSH SIGNATURE-----\nU1NIU0lHAAAAAQAAADMAAAALc3NoLWVkMjU1MTkAAAAgMcXnyr1cB80h8xd1M74zFNDNuP\nW+GhoKHek7qT0031UAAAAKbGFwb3ItaGVhZAAAAAAAAAAGc2hhNTEyAAAAUwAAAAtzc2gt\nZWQyNTUxOQAAAECq+lAKUI1ziFjm7lc0BdGWZV1UvimVAJTXQTX9Tw8P0tIXmr0QfURJD6\n3XKKBKneqxxpBFgNCcNRc5pqMfeEoB\n-----END SSH SIGNATURE-----\n','\n',char(10)));
INSERT INTO heads VALUES(2,4,X'f61df26a144b831e85369f59265751ceed184ea033bfc485c6d5cf8e1b267730',replace('-----BEGIN SSH SIGNATURE-----\nU1NIU0lHAAAAAQAAADMAAAALc3NoLWVkMjU1MTkAAAAgMcXnyr1cB80h8xd1M74zFNDNuP\nW+GhoKHek7qT0031UAAAAKbGFwb3ItaGVhZAAAAAAAAAAGc2hhNTEyAAAAUwAAAAtzc2gt\nZWQyNTUxOQAAAECrofIdnGoNszyYO3UBZG7nNd6xO2GyXt+dqYgeYGLqSUGEekEFjj/Pp0\n6MMsIO4tfceAOIABeGHmfo2juaF9gL\n-----END SSH SIGNATURE-----\n','\n',char(10)));
CREATE TABLE blobs (
    sha256 BLOB NOT NULL PRIMARY KEY CHECK (length(sha256) = 32),
    feed_key INTEGER NOT NULL REFERENCES feeds,
    sequence INTEGER NOT NULL,
    size INTEGER NOT NULL,
    is_here INTEGER NOT NULL CHECK (is_here IN (0, 1))
) STRICT, WITHOUT ROWID;
INSERT INTO blobs VALUES(X'01b1ee4cbeb5e12d7f78cdaa1779b8f17162871dad9e00d5224a65f481282128',2,3,5,1);
INSERT INTO blobs VALUES(X'6187eb884a2243dbed3a648d69e5a1a538be022abc7d72d596fc0b1024fa3dab',2,2,4,1);
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
INSERT INTO complaints VALUES(1,X'803ca52f0e0efe320b53e1e3f144cd13','X677SAVJT',X'a93204322c74292baf122c406c5e58a1',2,1795576019,1795576020,'aspirasi','33.09.05.2003',NULL,NULL,0,0,'Lampu jalan','Minta lampu',NULL,NULL,NULL,'[{"name":"foto.jpg","sha256":"6187eb884a2243dbed3a648d69e5a1a538be022abc7d72d596fc0b1024fa3dab","size":4,"type":"text/plain"}]',NULL,0,0,0);
INSERT INTO complaints VALUES(2,X'070658f26f396f61f47348e9265f83a4','TQTMEDVJE',X'a93204322c74292baf122c406c5e58a1',3,1795576019,1795576020,'aspirasi','33.09.05.2003',NULL,'selesai',0,0,'Jembatan satu','Minta jembatan',NULL,NULL,NULL,'[{"name":"foto.jpg","sha256":"6187eb884a2243dbed3a648d69e5a1a538be022abc7d72d596fc0b1024fa3dab","size":4,"type":"text/plain"},{"name":"foto2.jpg","sha256":"01b1ee4cbeb5e12d7f78cdaa1779b8f17162871dad9e00d5224a65f481282128","size":5,"type":"text/plain"}]',NULL,1,1,0);
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
CREATE TABLE merged_bundles (
    tagmanifest BLOB NOT NULL PRIMARY KEY CHECK (length(tagmanifest) = 32),
    bundle BLOB NOT NULL CHECK (length(bundle) = 16),
    sender BLOB NOT NULL CHECK (length(sender) = 16),
    merged_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO merged_bundles VALUES(X'c911bc7df3b2ef2f61dfa4814898531c4a748a85a3505507e22534545ddc5b32',X'f808474e81904605ce596cb02ff8a9bf',X'a93204322c74292baf122c406c5e58a1',1795576020);
INSERT INTO merged_bundles VALUES(X'c9aa1c16309347f4d18f96661ddac79a4346a31f04f001970585caeccfce57b5',X'6b8256f3d287629774fd30f3b8436244',X'a93204322c74292baf122c406c5e58a1',1795576020);
INSERT INTO merged_bundles VALUES(X'cb80d89cac9c9f3686d0a8dcb0139c55dafa509099e82750a079bdc070370fd6',X'56a1f28d82cae23418e25b8df85cc909',X'a93204322c74292baf122c406c5e58a1',1795576020);
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
