import { addressOf } from "@/core/desks/due";
import { useOpenDesks } from "@/core/desks/open";
import type { DeskPlace } from "@/core/desks/page";

/** The screen of the desk on which a record of a kind is worked at (`steps`: only where its steps are taken there alone); null where there is none. */
export function useOwnScreen(place: DeskPlace, kind: string, id: string, steps = false) {
  const page = useOpenDesks().data?.find((one) => one.desk.name === place.desk)?.page;
  const screen = !steps || page?.steps?.includes(kind) === true ? page?.records?.[kind] : undefined;
  const inCase = place.search["case"] ?? "";
  return screen === undefined || (screen.includes("$case") && inCase === "") ? null : addressOf(screen.replace("$id", id).replace("$case", inCase), { case: undefined });
}
