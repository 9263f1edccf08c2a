import type { Case } from "@/core/sources";

import type { AnalyseSearch } from "../addresses";

/** What the panel of analyses and its parts are given. */
export interface PanelProps {
  asked: AnalyseSearch;
  cases: readonly Case[];
  /** Shows another state of the panel; `replace` keeps it out of the history. */
  onAsk: (next: AnalyseSearch, replace?: boolean) => void;
  /** It stands beside a chart: everything below one another, and what lights up does so there. */
  beside?: boolean;
}
