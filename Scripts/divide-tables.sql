-- Divides the two large tables of an office's store on PostgreSQL: events by feed, complaints by province, which is
-- what a region's code begins with. For a new store, or one that nobody uses meanwhile:
--
--     psql postgres://… -v ON_ERROR_STOP=1 -f Scripts/divide-tables.sql
--
-- A cluster distributes them by the same columns.
BEGIN;

ALTER TABLE events RENAME TO events_whole;
CREATE TABLE events (LIKE events_whole INCLUDING ALL) PARTITION BY HASH (feed_key);
CREATE TABLE events_0 PARTITION OF events FOR VALUES WITH (MODULUS 8, REMAINDER 0);
CREATE TABLE events_1 PARTITION OF events FOR VALUES WITH (MODULUS 8, REMAINDER 1);
CREATE TABLE events_2 PARTITION OF events FOR VALUES WITH (MODULUS 8, REMAINDER 2);
CREATE TABLE events_3 PARTITION OF events FOR VALUES WITH (MODULUS 8, REMAINDER 3);
CREATE TABLE events_4 PARTITION OF events FOR VALUES WITH (MODULUS 8, REMAINDER 4);
CREATE TABLE events_5 PARTITION OF events FOR VALUES WITH (MODULUS 8, REMAINDER 5);
CREATE TABLE events_6 PARTITION OF events FOR VALUES WITH (MODULUS 8, REMAINDER 6);
CREATE TABLE events_7 PARTITION OF events FOR VALUES WITH (MODULUS 8, REMAINDER 7);
INSERT INTO events SELECT * FROM events_whole;
DROP TABLE events_whole;

ALTER TABLE complaints RENAME TO complaints_whole;
CREATE TABLE complaints (LIKE complaints_whole INCLUDING ALL) PARTITION BY RANGE (region);
-- One for each province: add those that are needed.
CREATE TABLE complaints_32 PARTITION OF complaints FOR VALUES FROM ('32') TO ('33');
CREATE TABLE complaints_33 PARTITION OF complaints FOR VALUES FROM ('33') TO ('34');
CREATE TABLE complaints_34 PARTITION OF complaints FOR VALUES FROM ('34') TO ('35');
CREATE TABLE complaints_35 PARTITION OF complaints FOR VALUES FROM ('35') TO ('36');
CREATE TABLE complaints_other PARTITION OF complaints DEFAULT;
INSERT INTO complaints SELECT * FROM complaints_whole;
DROP TABLE complaints_whole;

COMMIT;
