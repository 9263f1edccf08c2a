import { Anchor, Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";

import { Code, Data } from "@/design/Text";

/** A person by name with the number small beside it, linked to the file; `apart` opens it beside what is being filled in. */
export function PersonLink({ person, name, small = false, apart = false }: { person: string; name: string; small?: boolean; apart?: boolean }) {
  return (
    <Anchor inherit {...(small ? { size: "sm" } : {})} renderRoot={(props) => <Link to="/desks/$desk/$" params={{ desk: "custody", _splat: "person" }} search={{ person }} {...(apart ? { target: "_blank", rel: "noopener" } : {})} {...props} />}>
      <Data>{name === "" ? person : name}</Data>{name !== "" && <Text span size="xs" c="dimmed"> <Code>{person}</Code></Text>}
    </Anchor>
  );
}
