import { Code, Data } from "@/design/Text";

import { useSay } from "../words";

const CELL = /^[^/]+\/(.+)\/([^/]+)$/;

/** A place: a code of the house as a code, the name of a court or a hospital as the name it is; `whole` says beside a code which cell of which wing it is. */
export function PlaceName({ place, whole = false }: { place: string; whole?: boolean }) {
  const say = useSay();
  if (place === "" || /\s/.test(place) || !place.includes("/")) return <Data>{place}</Data>;
  const [, wing, cell] = CELL.exec(place) ?? [];
  return <><Code>{place}</Code>{whole && wing !== undefined && cell !== undefined && <> ({say("place.cell")} <Code>{cell}</Code>{say("comma")}{say("place.wing")} <Code>{wing}</Code>)</>}</>;
}
