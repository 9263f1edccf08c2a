import { api, body } from "@/api/client";

import type { Verdict } from "../identity";
import type { Act } from "./state";

/** What a chart asks the server to decide or to take back. Each call stands in the log with its reason. */

export interface Decision {
  left: string;
  right: string;
}

/** Which pairs are judged when several items are: for "the same" each with the first; for anything else every two of them. */
export function decisions(ids: readonly string[], verdict: Verdict): Decision[] {
  const [first = "", ...rest] = ids;
  if (verdict === "same") return rest.map((right) => ({ left: first, right }));
  return ids.flatMap((left, at) => ids.slice(at + 1).map((right) => ({ left, right })));
}

export const judge = ({ left, right }: Decision, verdict: Verdict, reason: string) => body(api.POST("/api/v1/judgements", { body: { left, right, verdict, reason } }));

export const split = (id: string, reason: string) => body(api.POST("/api/v1/entities/{entity}/split", { params: { path: { entity: id } }, body: { reason } }));

export const takenBack = (judgement: string, reason: string) => body(api.POST("/api/v1/judgements/{judgement}/undo", { params: { path: { judgement } }, body: { reason } }));

/** The recorded values of a thing that was just sealed as a note. */
export const valuesOf = async (entity: string): Promise<string[]> => {
  const found = await body(api.GET("/api/v1/entities/{entity}", { params: { path: { entity } } }));
  return found.statements.filter((item) => item.entity === entity).map((item) => item.id);
};

/** Does the opposite of an act on the server: what is returned would take that back in turn. Throws at the first thing that is not as it was left. */
export async function reversed(act: Act, reason: string): Promise<Act> {
  if (act.kind === "judged") {
    const rows: string[] = [];
    for (const row of act.rows.toReversed()) rows.push((await takenBack(row, reason)).id);
    return { kind: "judged", rows };
  }
  for (const statement of act.statements) {
    const params = { path: { entity: act.entity, statement } };
    await body(act.retracted ? api.POST("/api/v1/entities/{entity}/statements/{statement}/reinstate", { params, body: { reason, source: "" } }) : api.POST("/api/v1/entities/{entity}/statements/{statement}/retract", { params, body: { reason, source: "" } }));
  }
  return { ...act, retracted: !act.retracted };
}
