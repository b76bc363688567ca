#!/usr/bin/env bash
# Keeps one comment on a pull request up to date: the one that begins with the report's own first line.
# In: GH_TOKEN, REPOSITORY (owner/name), PULL_REQUEST (number), REPORT (a file).
set -euo pipefail
if [ ! -f "$REPORT" ]; then exit 0; fi
comments="repos/$REPOSITORY/issues/$PULL_REQUEST/comments"
mine='.[] | select(.user.type == "Bot" and (.body | startswith("<!-- sluice check -->"))) | .id'
id=$(gh api --paginate "$comments" --jq "$mine" | sed -n 1p)
if [ -n "$id" ]; then
  gh api --silent --method PATCH "repos/$REPOSITORY/issues/comments/$id" --field "body=@$REPORT"
else
  gh api --silent --method POST "$comments" --field "body=@$REPORT"
fi
