/** The acts and questions of the desk, as those who do them think of them; what is in no group stands in the last. */
export const GROUPS = {
  people: ["expect", "arrivals", "admit", "complete", "match", "person", "order", "release", "alert", "alert-review", "import"],
  places: ["roll", "count", "where", "move", "allocate", "places", "draw", "gate", "gate-out"],
  contraband: ["search", "find", "refer", "connect", "patterns"],
  level: ["assess", "agree", "tell", "challenge", "reply", "plan", "attendance", "plan-review"],
  rights: ["visit", "exclude", "separate", "rejoin", "complain", "answer", "incident", "incident-file", "inquire", "statement", "handle", "extract"],
  oversight: ["running", "day", "board", "inspect", "contradictions", "report", "year"],
} as const;

export type Group = keyof typeof GROUPS | "further";

/** Things by group, in the order of the groups and within them; empty groups are left out. */
export function grouped<T extends { name: string }>(all: readonly T[]): { group: Group; of: T[] }[] {
  const named = Object.entries(GROUPS) as [Group, readonly string[]][];
  const taken = new Set(named.flatMap(([, names]) => names));
  const found = named.map(([group, names]) => ({ group, of: names.flatMap((name) => all.filter((one) => one.name === name)) }));
  return [...found, { group: "further" as const, of: all.filter((one) => !taken.has(one.name)) }].filter((one) => one.of.length > 0);
}
