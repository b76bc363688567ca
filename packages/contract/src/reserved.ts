/**
 * Words that at least one engine refuses as a bare identifier: Athena's DDL list (137) and SELECT list (84), Redshift's
 * list with its system column names, and DuckDB's reserved keywords. One union for all engines, so that a column has the
 * same name everywhere. Two words that no list has, because PostgreSQL and its relatives take them for a function and would
 * answer with that instead of the column: `current_role`, `system_user`.
 *
 * Sources: docs.aws.amazon.com/athena/latest/ug/reserved-words.html, docs.aws.amazon.com/redshift/latest/dg/r_pg_keywords.html
 * and r_names.html (both as of November 2026); DuckDB 1.5: `duckdb_keywords()`, category `reserved`, and
 * those of its other keywords that fail as a bare column name.
 */
const words = `
aes128 aes256 all allowoverwrite alter analyse analyze and anti any array as asc asof asymmetric at
authorization az64 backup between bigint binary blanksasnull boolean both by bytedict bzip2 case cast char check
cmax cmin collate collation column commit concurrently conf connect constraint create credentials cross ctid
cube current current_catalog current_date current_path current_role current_schema current_time current_timestamp
current_user current_user_id cursor database date dayofweek deallocate decimal default deferrable deflate defrag
delete delta delta32k desc describe disable distinct div do double drop else emptyasnull enable encode encrypt
encryption end escape except exchange execute exists explicit extended external extract false fetch first float
floor following for foreign freeze from full function glob globaldict256 globaldict64k grant group grouping gzip
having identity if ignore ilike import in initially inner insert int integer intersect interval into is isnull
join json_array json_exists json_object json_query json_table json_value lambda language last lateral leading
left less like limit listagg local localtime localtimestamp lun luns lzo lzop macro map minus more mostly16
mostly32 mostly8 natural new none normalize not notnull null nulls numeric of off offline offset oid old on only
open or order out outer over overlaps parallel partialscan partition percent permissions pivot pivot_longer
pivot_wider placing positional preceding precision prepare preserve primary procedure qualify range raw
readratio reads recover recursive reduce references regexp rejectlog resort respect restore returning revoke
right rlike rollback rollup row rows select semi session_user set show similar skip smallint snapshot some start
summarize symmetric sysdate system system_user table tableoid tablesample tag tdes text255 text32k then time timestamp to
top trailing transform trigger trim true truncate truncatecolumns uescape unbounded union unique uniquejoin
unnest unpack unpivot update user using utc_timestamp values varchar variadic verbose views wallet when where
window with without xmax xmin
`;

/** Every word no table or column may be named, lower case. */
export const reservedWords: ReadonlySet<string> = new Set(words.trim().split(/\s+/));
