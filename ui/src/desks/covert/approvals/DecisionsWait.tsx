import { Anchor } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";

import { useFormat } from "@/core/format";

import { decisionsQuery } from "../server";
import { useSay } from "../words";

/** The line of the home page that leads to the decisions; nothing where none waits for the person. */
export function DecisionsWait() {
  const say = useSay();
  const format = useFormat();
  const { data } = useQuery(decisionsQuery);
  const count = (data?.payments.length ?? 0) + (data?.second_codes.length ?? 0);
  if (count === 0) return null;
  return (
    <li>
      <Anchor size="sm" data-waiting="covert-decisions" renderRoot={(props) => <Link to="/desks/$desk/$" params={{ desk: "covert", _splat: "decisions" }} {...props} />}>{say("decisions.home", { n: format.number(count) })}</Anchor>
    </li>
  );
}
