import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";

import { useSay } from "../words";

/** Asks for the authorisation of a source; its code stands in the application already. */
export function Apply({ code }: { code: string }) {
  const say = useSay();
  return (
    <Button size="compact-sm" variant="default" data-apply={code} renderRoot={(props) => <Link to="/desks/$desk/$" params={{ desk: "covert", _splat: "operations/apply" }} search={{ technique: "source", subjects: code, to: "sources" }} aria-label={`${say("button.apply")}: ${code}`} {...props} />}>{say("button.apply")}</Button>
  );
}
