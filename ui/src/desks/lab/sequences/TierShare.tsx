import { useFormat } from "@/core/format";

import { useSay } from "../words";

/** How many of such answers were right when they were measured, behind the name of a tier; nothing where that is not known. */
export function TierShare({ share }: { share: number | null | undefined }) {
  const say = useSay();
  const format = useFormat();
  return (share ?? 0) > 0 && <> ({say("tier.share", { n: format.number((100 * (share ?? 0)).toFixed(1)) })})</>;
}
