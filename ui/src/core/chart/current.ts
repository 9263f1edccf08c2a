/** The chart that was opened last in this tab: what "add to chart" adds to. Kept in memory only. */
export interface CurrentChart {
  case: string;
  id: string;
}

let current: CurrentChart | null = null;

export function rememberChart(chart: CurrentChart | null): void {
  current = chart;
}

export const currentChart = (): CurrentChart | null => current;
