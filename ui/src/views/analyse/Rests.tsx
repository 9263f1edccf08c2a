import { Anchor, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";

import { type Row, type Spot, spotsIn, thingsOf } from "@/core/analyses/cells";
import type { Column } from "@/core/analyses/server";
import { entityQuery } from "@/core/entities";
import { useFormat } from "@/core/format";
import { type At, atOf, readAt, writeAt } from "@/core/place";
import { useWords } from "@/core/vocabulary";
import { Data } from "@/design/Text";
import { useLocale } from "@/i18n/LocaleContext";
import { separator } from "@/i18n/separator";

import { OriginalPane } from "@/parts/OriginalPane";
import { Value } from "@/parts/Value";
import classes from "./Analyse.module.css";
import { useCells } from "./useCells";

interface Props {
  row: Row;
  columns: readonly Column[];
  zone: string;
  at: string | undefined;
  onShow: (at: At) => void;
}

/** A row in full and everything it rests on: a click shows the very row of the original. */
export function Rests({ row, columns, zone, at, onShow }: Props) {
  const { t } = useLocale();
  const cells = useCells(zone);
  const spots = spotsIn(row, columns);
  const things = columns.filter((column) => column.kind === "node" || column.kind === "nodes").flatMap((column) => thingsOf(row[column.name]));
  const first = spots[0];
  const here = readAt(at) ?? (first === undefined || first.statement !== "" ? null : placeOf(first));
  return (
    <Stack gap="sm" data-rests>
      <div>
        <Title order={2} size="h3">{t("analyse.rests.title")}</Title>
        <Text size="sm" c="dimmed">
          <bdi dir="auto">{columns.filter((column) => column.kind === "text" || column.kind === "node").slice(0, 2).map((column) => cells.said(column, row[column.name])).filter((text) => text !== "–").join(" – ")}</bdi>
        </Text>
      </div>
      {spots.length === 0 && (
        <div>
          <Text size="sm">{t("analyse.rests.none")}</Text>
          {things.slice(0, 8).map((thing) => (
            <Anchor key={thing.id} component={Link} to={`/entities/${thing.id}?tab=neighbours`} size="sm" display="block">
              <Data>{thing.caption || thing.id.slice(0, 8)}</Data>
            </Anchor>
          ))}
        </div>
      )}
      <ul className={classes.spots}>
        {spots.map((spot) => (
          <li key={`${spot.source} ${spot.statement} ${spot.part} ${spot.row}`}>{spot.statement === "" ? <Place spot={spot} here={here} onShow={onShow} /> : <Recorded spot={spot} here={here} onShow={onShow} />}</li>
        ))}
      </ul>
      {here !== null && <OriginalPane key={writeAt(here)} at={here} />}
    </Stack>
  );
}

const placeOf = ({ source, part, row }: Spot): At => ({ source, part, row, column: 0 });
const same = (one: At, two: At | null): boolean => two !== null && one.source === two.source && one.part === two.part && one.row === two.row;

function Place({ spot, here, onShow }: { spot: Spot; here: At | null; onShow: (at: At) => void }) {
  const { t } = useLocale();
  const format = useFormat();
  const place = placeOf(spot);
  return (
    <button type="button" className={classes.spot} data-spot aria-pressed={same(place, here)} onClick={() => { onShow(place); }}>
      <Data>{spot.sourceName || spot.source}</Data>
      {spot.row > 0 ? <>{separator()}{t("place.row", { n: format.digits(String(spot.row)) })}</> : <>{separator()}{t("analyse.rests.whole")}</>}
    </button>
  );
}

/** A recorded value: what it says, and where. */
function Recorded({ spot, here, onShow }: { spot: Spot; here: At | null; onShow: (at: At) => void }) {
  const words = useWords();
  const entity = useQuery(entityQuery(spot.entity));
  const statement = entity.data?.statements.find((item) => item.id === spot.statement);
  if (entity.data === undefined || statement === undefined) return <Place spot={spot} here={here} onShow={onShow} />;
  const place = atOf(statement);
  return (
    <button type="button" className={classes.spot} data-spot aria-pressed={same(place, here)} onClick={() => { onShow(place); }}>
      {words.propertyLabel(entity.data.schema, statement.prop)}: <Value schema={entity.data.schema} prop={statement.prop} value={statement.value} />{separator()}<Data>{spot.sourceName || spot.source}</Data>
    </button>
  );
}
