#!/usr/bin/env bash
# Runs the gate in the current folder: annotations on standard output, report.md and findings.sarif to $OUT, and the exit
# code of the gate to $OUT/code. In: SLUICE (the command), AGAINST (a revision, or empty), SARIF (true or false), OUT.
set -uo pipefail
mkdir -p "$OUT"
rm -f "$OUT/report.md" "$OUT/findings.sarif"
against=()
if [ -n "${AGAINST:-}" ]; then against=(--against "$AGAINST"); fi

$SLUICE generate --check
generated=$?
$SLUICE check ${against[@]+"${against[@]}"} --format github
checked=$?
if [ "$checked" = 0 ] || [ "$checked" = 3 ]; then
  $SLUICE check ${against[@]+"${against[@]}"} --format markdown --output "$OUT/report.md"
  if [ "${SARIF:-false}" = true ]; then
    $SLUICE check ${against[@]+"${against[@]}"} --format sarif --output "$OUT/findings.sarif"
  fi
fi
if [ "$checked" != 0 ]; then echo "$checked" > "$OUT/code"; else echo "$generated" > "$OUT/code"; fi
