ALTER TABLE shop.purchase_v1_raw ADD IF NOT EXISTS
  PARTITION (year = '2026', month = '11', day = '20', hour = '10') LOCATION 's3://lake/raw/event=purchase/major=1/year=2026/month=11/day=20/hour=10/'
  PARTITION (year = '2026', month = '11', day = '20', hour = '11') LOCATION 's3://lake/raw/event=purchase/major=1/year=2026/month=11/day=20/hour=11/'
  PARTITION (year = '2026', month = '11', day = '20', hour = '12') LOCATION 's3://lake/raw/event=purchase/major=1/year=2026/month=11/day=20/hour=12/';

DROP TABLE IF EXISTS shop.purchase_v1_merge_2026112010;

CREATE TABLE shop.purchase_v1_merge_2026112010
WITH (
  format = 'PARQUET',
  write_compression = 'SNAPPY',
  external_location = 's3://lake/columnar/event=purchase/major=1/year=2026/month=11/day=20/hour=10/run=r1/'
) AS
WITH seen AS (
  SELECT DISTINCT event_id FROM shop.purchase_v1
  WHERE (year = '2026' AND month = '11' AND day = '18' AND hour >= '10')
    OR (year = '2026' AND month = '11' AND day = '19')
    OR (year = '2026' AND month = '11' AND day = '20' AND hour <= '09')
    OR (year = '2026' AND month = '11' AND day = '20' AND hour >= '11')
    OR (year = '2026' AND month = '11' AND day = '21')
    OR (year = '2026' AND month = '11' AND day = '22' AND hour <= '10')
),
ranked AS (
  SELECT event_id, event, version, occurred_at, received_at, user_id, anonymous_id, session_id, "_extra", item_id, amount, product_id, category_id,
    row_number() OVER (PARTITION BY event_id ORDER BY "$path", received_at, occurred_at, version) AS "_copy"
  FROM shop.purchase_v1_raw
  WHERE year = '2026' AND month = '11' AND day = '20' AND hour = '10'
)
SELECT ranked.event_id, ranked.event, ranked.version, ranked.occurred_at, ranked.received_at, ranked.user_id, ranked.anonymous_id, ranked.session_id, ranked."_extra", ranked.item_id, ranked.amount, ranked.product_id, ranked.category_id
FROM ranked LEFT JOIN seen ON seen.event_id = ranked.event_id
WHERE seen.event_id IS NULL AND (ranked."_copy" = 1 OR ranked.event_id IS NULL);

ALTER TABLE shop.purchase_v1 ADD IF NOT EXISTS
  PARTITION (year = '2026', month = '11', day = '20', hour = '10') LOCATION 's3://lake/columnar/event=purchase/major=1/year=2026/month=11/day=20/hour=10/run=r1/';

ALTER TABLE shop.purchase_v1 PARTITION (year = '2026', month = '11', day = '20', hour = '10') SET LOCATION 's3://lake/columnar/event=purchase/major=1/year=2026/month=11/day=20/hour=10/run=r1/';

DROP TABLE IF EXISTS shop.purchase_v1_merge_2026112010;

-- 24 hours later remove what is below s3://lake/columnar/event=purchase/major=1/year=2026/month=11/day=20/hour=10/, but not s3://lake/columnar/event=purchase/major=1/year=2026/month=11/day=20/hour=10/run=r1/
