import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useEffect, useMemo } from "react";

import { ErrorNote, Loading } from "@/parts/Notes";

import css from "../Custody.module.css";
import { type Plan, planPictureQuery } from "../server";
import { useSay } from "../words";

/** A plan picture with what lies over it. Left is left on a building, so it is never turned with the language. */
export function PlanPicture({ plan, children }: { plan: Plan; children: ReactNode }) {
  const say = useSay();
  const found = useQuery(planPictureQuery(plan.picture));
  const address = useMemo(() => (found.data === undefined ? "" : URL.createObjectURL(found.data)), [found.data]);
  useEffect(() => () => { if (address !== "") URL.revokeObjectURL(address); }, [address]);
  if (found.isPending) return <Loading />;
  if (found.isError) return <ErrorNote error={found.error} retry={() => void found.refetch()} />;
  return (
    <div className={css["picture"]} dir="ltr" style={{ aspectRatio: `${plan.width.toString()} / ${plan.height.toString()}` }}>
      <img src={address} alt={say("draw.alt", { place: plan.place })} draggable={false} />
      {children}
    </div>
  );
}
