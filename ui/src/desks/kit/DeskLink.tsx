import { Anchor } from "@mantine/core";
import { Link, useParams } from "@tanstack/react-router";
import type { ReactNode } from "react";

import { useOpenDesks } from "@/core/desks/open";
import { Data } from "@/design/Text";

/** A link to another screen of the desk whose screen this is; `to` is its address below the desk. */
export function DeskLink({ to, search, children }: { to: string; search?: Readonly<Record<string, string | undefined>> | undefined; children: ReactNode }) {
  const { desk } = useParams({ from: "/inside/desks/$desk/$" });
  return <Anchor size="sm" renderRoot={(props) => <Link to="/desks/$desk/$" params={{ desk, _splat: to }} search={search ?? {}} {...props} />}>{children}</Anchor>;
}

/** The way back to the desk, under the desk's own title. */
export function HomeLink() {
  const { desk } = useParams({ from: "/inside/desks/$desk/$" });
  const { data } = useOpenDesks();
  return <DeskLink to=""><Data>{data?.find((one) => one.desk.name === desk)?.desk.title ?? desk}</Data></DeskLink>;
}
