/** What became of a source's records: used plus not used is what was read. */
export interface Balance {
  records: number;
  mapped: number;
  unused: number;
}

interface Counts {
  records: number;
  mapped: number;
}

export const balance = ({ records, mapped }: Counts): Balance => ({ records, mapped, unused: records - mapped });

export function total(counts: readonly Counts[]): Balance {
  return balance({ records: counts.reduce((sum, item) => sum + item.records, 0), mapped: counts.reduce((sum, item) => sum + item.mapped, 0) });
}
