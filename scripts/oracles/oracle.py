"""A second opinion on SQL: reads {"dialect", "sql"} as lines of JSON and answers each with a line: null, or what is wrong."""
import json
import logging
import sys

import sqlglot
from sqlglot import exp
from sqlglot.errors import ErrorLevel, SqlglotError

# A statement that it cannot parse it keeps as text and only warns: that is a rejection here.
logging.getLogger("sqlglot").setLevel(logging.CRITICAL)


def fault(dialect, sql):
    try:
        trees = sqlglot.parse(sql, read=dialect, error_level=ErrorLevel.RAISE)
    except SqlglotError as error:
        return str(error).splitlines()[0]
    for tree in trees:
        if isinstance(tree, exp.Command) and tree.name.upper() not in ("BEGIN", "END"):
            return "not understood: " + tree.sql()[:200]
    return None


for line in sys.stdin:
    statement = json.loads(line)
    print(json.dumps(fault(statement["dialect"], statement["sql"])))
