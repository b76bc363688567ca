const compiled = new Map<string, RegExp>();

/** Whether a text matches a pattern of a schema (flag u), somewhere. The patterns of a contract are compiled once. */
export function matches(pattern: string, text: string): boolean {
  const expression = compiled.get(pattern) ?? new RegExp(pattern, 'u');
  compiled.set(pattern, expression);
  return expression.test(text);
}
