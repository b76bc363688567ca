-- WARNING: only apply this file to your database if the following SQL returns the expected:
--
-- SELECT pg_catalog.obj_description(c.oid) FROM pg_catalog.pg_class c WHERE c.relname = 'com_acme_example_1';
--  obj_description
-- -----------------
--  iglu:com.acme/example/jsonschema/1-0-0
--  (1 row)

  ALTER TABLE s.com_acme_example_1
    ALTER COLUMN "foo" TYPE VARCHAR(30);

BEGIN TRANSACTION;

  ALTER TABLE s.com_acme_example_1
    ADD COLUMN "bar" VARCHAR(10) ENCODE ZSTD;
  ALTER TABLE s.com_acme_example_1
    ADD COLUMN "aa" DOUBLE PRECISION ENCODE RAW;

  COMMENT ON TABLE s.com_acme_example_1 IS 'iglu:com.acme/example/jsonschema/1-0-1';

END TRANSACTION;
