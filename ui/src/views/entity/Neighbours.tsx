import { Anchor, Button, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";

import { dayIn } from "@/core/day";
import { byType, type NeighbourGroup, type NeighbourRows, neighboursQuery } from "@/core/entities";
import { useFormat, ZONE } from "@/core/format";
import { moveFocus } from "@/core/keys";
import { useWords } from "@/core/vocabulary";
import { useLocale } from "@/i18n/LocaleContext";
import { BESIDE } from "@/i18n/separator";

import { ZoneName } from "@/parts/ZoneName";
import table from "@/parts/Table.module.css";
import { Empty, ErrorNote, Loading } from "@/parts/Notes";
import { PlainValue } from "@/parts/Value";

const FEW = 12;

/** Everything linked to a thing, by type, the most often linked first, with counts and dates. */
export function Neighbours({ id }: { id: string }) {
  const { t } = useLocale();
  const found = useQuery(neighboursQuery(id));
  if (found.isPending) return <Loading />;
  if (found.isError) return <ErrorNote error={found.error} retry={() => void found.refetch()} />;
  const groups = byType(found.data.neighbours);
  if (groups.length === 0) return <Empty title={t("neighbours.none")} />;
  return (
    <Stack gap="md" onKeyDown={(event) => moveFocus(event, "[data-neighbour]")}>
      <ZoneName />
      {groups.map((group) => (
        <Group key={group.schema} group={group} schema={found.data.schema} />
      ))}
    </Stack>
  );
}

function Group({ group, schema }: { group: NeighbourGroup; schema: string }) {
  const { t } = useLocale();
  const words = useWords();
  const format = useFormat();
  const [all, setAll] = useState(group.rows.length <= FEW);
  const title = `neighbours-${group.schema}`;
  return (
    <section aria-labelledby={title}>
      <Text component="h2" id={title} fw={600} size="sm" m={0} mb={4}>
        {words.types(group.schema)} ({format.number(group.rows.length)})
      </Text>
      <div className={table.frame} tabIndex={0} role="region" aria-labelledby={title}>
        <table className={table.table}>
          <thead>
            <tr>
              <th scope="col">{words.type(group.schema)}</th>
              <th scope="col">{t("neighbours.link")}</th>
              <th scope="col" className={table.count}>
                {t("neighbours.count")}
              </th>
              <th scope="col">{t("neighbours.time")}</th>
            </tr>
          </thead>
          <tbody>
            {(all ? group.rows : group.rows.slice(0, FEW)).map((row) => (
              <Line key={row.id} row={row} schema={schema} />
            ))}
          </tbody>
        </table>
      </div>
      {!all && (
        <Button variant="subtle" size="compact-sm" onClick={() => { setAll(true); }}>
          {format.counted("neighbours.more", group.rows.length - FEW)}
        </Button>
      )}
    </section>
  );
}

/** In which direction a link goes, seen from here: events with how many distinct ones go each way. */
function ways(link: NeighbourRows["links"][number]): { to: "out" | "in"; count: number | null }[] {
  const events = [{ to: "out" as const, count: link.events.out }, { to: "in" as const, count: link.events.in }].filter((way) => way.count > 0);
  return events.length > 0 ? events : link.direction === "out" || link.direction === "in" ? [{ to: link.direction, count: null }] : [];
}

/** A link; `schema` is the type of the thing whose neighbours they are. */
function Line({ row, schema }: { row: NeighbourRows; schema: string }) {
  const words = useWords();
  const format = useFormat();
  const { t } = useLocale();
  return row.links.map((link, index) => (
    <tr key={`${link.kind} ${link.label} ${link.direction} ${index}`}>
      {index === 0 && (
        <td rowSpan={row.links.length} className={table.name}>
          <Anchor component={Link} to={`/entities/${row.id}`} size="sm" data-neighbour>
            <PlainValue value={row.caption} />
          </Anchor>
        </td>
      )}
      <td>
        {words.link(link.kind, link.label, link.direction === "in" ? [row.schema, schema] : [schema, row.schema])}{" "}
        <Text span size="xs" c="dimmed">
          {ways(link).map((way) => `${t(`neighbours.${way.to}`)}${way.count === null ? "" : ` ×${format.number(way.count)}`}`).join(BESIDE)}
          {link.kind === "fitted" && `${BESIDE}${t("neighbours.computed")}`}
        </Text>
      </td>
      <td className={table.count}>{format.number(link.weight)}</td>
      <td>{[...new Set([link.first, link.last])].filter((time) => time !== "").map((time) => format.exact(dayIn(time, ZONE))).join(" – ")}</td>
    </tr>
  ));
}

