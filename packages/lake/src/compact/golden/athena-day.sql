CREATE EXTERNAL TABLE IF NOT EXISTS shop.purchase_v1_daily (
  hour         string        COMMENT 'Hour of arrival, UTC.',
  event_id     string        COMMENT 'Identifies this occurrence.',
  event        string        COMMENT 'Name of the event.',
  version      string        COMMENT 'The event\'s version.',
  occurred_at  timestamp     COMMENT 'When it happened.',
  received_at  timestamp     COMMENT 'When the collector received it.',
  user_id      bigint        COMMENT 'Customer number.',
  anonymous_id string        COMMENT 'Device or browser.',
  session_id   string        COMMENT 'Visit.',
  `_extra`     string        COMMENT 'Fields that the version of the event did not know, as JSON text.',
  item_id      bigint        COMMENT 'Catalogue id of the product.',
  amount       decimal(10,2) COMMENT 'What the customer paid.',
  product_id   bigint        COMMENT 'Catalogue id of the product.',
  category_id  bigint        COMMENT 'Category, beyond 2^53.'
)
COMMENT 'A customer paid. Version 1. Whole days in few files.'
PARTITIONED BY (
  year  string COMMENT 'Year of arrival, UTC.',
  month string COMMENT 'Month of arrival, UTC.',
  day   string COMMENT 'Day of arrival, UTC.'
)
STORED AS PARQUET
LOCATION 's3://lake/daily/event=purchase/major=1/'
TBLPROPERTIES (
  'classification' = 'parquet',
  'parquet.compression' = 'ZSTD'
);

DROP TABLE IF EXISTS shop.purchase_v1_daily_compact_20261120;

CREATE TABLE shop.purchase_v1_daily_compact_20261120
WITH (
  format = 'PARQUET',
  write_compression = 'ZSTD',
  external_location = 's3://lake/daily/event=purchase/major=1/year=2026/month=11/day=20/run=r1/'
) AS
SELECT hour, event_id, event, version, occurred_at, received_at, user_id, anonymous_id, session_id, "_extra", item_id, amount, product_id, category_id
FROM shop.purchase_v1
WHERE year = '2026' AND month = '11' AND day = '20';

ALTER TABLE shop.purchase_v1_daily ADD IF NOT EXISTS
  PARTITION (year = '2026', month = '11', day = '20') LOCATION 's3://lake/daily/event=purchase/major=1/year=2026/month=11/day=20/run=r1/';

ALTER TABLE shop.purchase_v1_daily PARTITION (year = '2026', month = '11', day = '20') SET LOCATION 's3://lake/daily/event=purchase/major=1/year=2026/month=11/day=20/run=r1/';

DROP TABLE IF EXISTS shop.purchase_v1_daily_compact_20261120;

-- 24 hours later remove what is below s3://lake/daily/event=purchase/major=1/year=2026/month=11/day=20/, but not s3://lake/daily/event=purchase/major=1/year=2026/month=11/day=20/run=r1/
