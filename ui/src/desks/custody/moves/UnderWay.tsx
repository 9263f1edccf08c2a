import { Go } from "../forms/Go";
import { useMay } from "../forms/may";
import { useSay } from "../words";

/** Where somebody stays for a time and comes back from. */
const AWAY = ["court", "hospital", "work", "visit", "yard"];

/** A move from which somebody has not come back: that they arrived, and that they came back to where they left. */
export function UnderWay({ person, name, move }: { person: string; name: string; move: { sort: string; origin: string; escort: string; authority: string; under_way: boolean; here: boolean } }) {
  const say = useSay();
  const may = useMay();
  if (!move.here || !AWAY.includes(move.sort)) return null;
  return (
    <>
      {move.under_way && may("move-arrived") && <Go to="move" size="compact-sm" search={{ person, arrives: "yes" }} label={`${say("move.arrive")}: ${name}`}>{say("move.arrive")}</Go>}
      {may("move") && <Go to="move" size="compact-sm" variant="default" search={{ person, sort: "cell", place: move.origin || undefined, escort: move.escort || undefined, authority: move.authority || undefined, back: "yes" }} label={`${say("court.return")}: ${name}`}>{say("court.return")}</Go>}
    </>
  );
}
