/** Where a span lies on a line of time, in per cent of its length: its beginning and how long it is, both cut at the ends of the line. */
export function share(begins: string, ends: string, since: string, until: string): [number, number] {
  const [from, to] = [Date.parse(since), Date.parse(until)];
  const at = (moment: string) => Math.min(100, Math.max(0, ((Date.parse(moment) - from) / (to - from)) * 100));
  const [first, last] = [at(begins), at(ends)];
  return [Math.round(first * 100) / 100, Math.round((last - first) * 100) / 100];
}
