import { Alert, Group, Text } from "@mantine/core";

import { useFormat } from "@/core/format";
import { Code, Data } from "@/design/Text";

import { Go } from "../forms/Go";
import { useMay } from "../forms/may";
import type { Allocation } from "../server";
import { useSay } from "../words";

/** No cell of the facility is for the person: what may be done, by whom, and which other facility has one. */
export function NothingFits({ found }: { found: Allocation }) {
  const say = useSay();
  const format = useFormat();
  const may = useMay();
  if (found.fit > 0 || found.cells.length === 0) return null;
  return (
    <Alert role="status" variant="default" title={say("nothing-fits")} data-nothing-fits>
      <Text size="sm">{say("nothing-fits.open")}</Text>
      {found.elsewhere.length === 0 ? <Text size="sm">{say("nothing-fits.nowhere")}</Text> : (
        <>
          <Text size="sm">{say("nothing-fits.transfer")}</Text>
          <ul>{found.elsewhere.map((one) => <li key={one.facility} data-elsewhere={one.facility}><Data>{one.name}</Data> <Code>{one.facility}</Code>: {say("nothing-fits.cells", { n: format.number(one.fit) })}</li>)}</ul>
        </>
      )}
      <Text size="sm">{say("nothing-fits.until")}</Text>
      {may("cell-open") && <Group mt="xs"><Go to="residents" size="compact-md" variant="default" search={{ facility: found.facility }}>{say("nothing-fits.cells-of", { place: found.facility })}</Go></Group>}
    </Alert>
  );
}
