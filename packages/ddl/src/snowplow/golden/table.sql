CREATE TABLE IF NOT EXISTS s.com_acme_example_1 (
  "schema_vendor"  VARCHAR(128)     ENCODE ZSTD      NOT NULL,
  "schema_name"    VARCHAR(128)     ENCODE ZSTD      NOT NULL,
  "schema_format"  VARCHAR(128)     ENCODE ZSTD      NOT NULL,
  "schema_version" VARCHAR(128)     ENCODE ZSTD      NOT NULL,
  "root_id"        CHAR(36)         ENCODE RAW       NOT NULL,
  "root_tstamp"    TIMESTAMP        ENCODE ZSTD      NOT NULL,
  "ref_root"       VARCHAR(255)     ENCODE ZSTD      NOT NULL,
  "ref_tree"       VARCHAR(1500)    ENCODE ZSTD      NOT NULL,
  "ref_parent"     VARCHAR(255)     ENCODE ZSTD      NOT NULL,
  "on"             BOOLEAN          ENCODE RUNLENGTH NOT NULL,
  "foo"            VARCHAR(20)      ENCODE ZSTD,
  "rate"           DOUBLE PRECISION ENCODE RAW,
  FOREIGN KEY (root_id) REFERENCES s.events(event_id)
)
DISTSTYLE KEY
DISTKEY (root_id)
SORTKEY (root_tstamp);

COMMENT ON TABLE s.com_acme_example_1 IS 'iglu:com.acme/example/jsonschema/1-0-0';
