import { Anchor } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";

import { useFormat } from "@/core/format";

import { destructionQuery } from "./server";
import { useSay } from "./words";

/** The line of the home page that leads to the page of destruction: requests that another person made, or records past their term for which nobody has asked. */
export function DestructionWaits() {
  const say = useSay();
  const format = useFormat();
  const { data } = useQuery(destructionQuery);
  if (data === undefined) return null;
  const confirm = data.wishes.filter((one) => one.state === "asked" && !one.mine).length;
  const due = data.wishes.length === 0 ? data.total + data.originals.length : 0;
  if (confirm + due === 0) return null;
  const said = confirm > 0 ? say("destruction.home.confirm", { n: format.number(confirm) }) : say("destruction.home.due", { n: format.number(due) });
  return (
    <li>
      <Anchor size="sm" data-waiting="destruction" renderRoot={(props) => <Link to="/desks/$desk/$" params={{ desk: "passengers", _splat: "destruction" }} {...props} />}>{said}</Anchor>
    </li>
  );
}
