import type Sigma from "sigma";

import type { EdgeLook, NodeLook } from "./look";

export type Drawing = Sigma<NodeLook, EdgeLook, Made>;

/** What a drawing was made from, to see whether only places changed; and its items, the most linked first. */
export interface Made {
  from?: readonly unknown[];
  order?: readonly string[];
  /** Whether lines have heads. */
  heads?: boolean;
}
