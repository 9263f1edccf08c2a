import { Button, Group } from "@mantine/core";
import { Link } from "@tanstack/react-router";

import { useFormat, ZONE } from "@/core/format";
import type { Placed, PlacedWay } from "@/core/map/scene";
import type { Rests as RestsOn, Thing } from "@/core/map/server";
import { writeAt } from "@/core/place";
import { Code } from "@/design/Text";
import { useLocale } from "@/i18n/LocaleContext";
import { BESIDE } from "@/i18n/separator";

import { AddToChart } from "@/parts/AddToChart";
import { TypeMark } from "@/parts/Marks";
import { PlainValue } from "@/parts/Value";
import { Sign, useKind } from "./Layers";
import classes from "./Map.module.css";

const MOST = 30;
/** What is selected: where, when, how exactly known, what it opens, and the very row or value it rests on. */
export function Details({ chosen, ways, onAround }: { chosen: readonly Placed[]; ways: readonly PlacedWay[]; onAround: (placed: Placed) => void }) {
  const { t } = useLocale();
  const format = useFormat();
  if (chosen.length + ways.length === 0) return <p className={classes.quiet}>{t("map.choose")}</p>;
  const things = [...new Set([...chosen.map(({ mark }) => mark), ...ways.map(({ way }) => way)].flatMap((one) => one.things.slice(0, 3).map((thing) => thing.id)))];
  return (
    <section aria-label={t("map.selected")} data-details={chosen.length + ways.length}>
      <Group justify="space-between">
        <h2>{format.counted("map.selected.count", chosen.length + ways.length)}</h2>
        <AddToChart ids={things.slice(0, 50)} />
      </Group>
      <ul className={classes.cards}>
        {chosen.slice(0, MOST).map((placed) => (
          <Card key={placed.mark.id} placed={placed} onAround={onAround} />
        ))}
        {ways.slice(0, MOST).map(({ layer, way }) => (
          <li key={way.id} className={classes.card} data-card={way.id}>
            <p style={{ display: "flex", gap: "0.4rem", alignItems: "center", fontWeight: 600 }}>
              <Sign layer={layer} />
              {way.word}
            </p>
            <When begin={way.begin} end={way.end} kind={way.kind} />
            <Things things={way.things} />
            <Rests rests={way.evidence} />
          </li>
        ))}
      </ul>
      {chosen.length > MOST && <p className={classes.quiet}>{t("map.more", { n: format.number(chosen.length - MOST) })}</p>}
    </section>
  );
}

function Card({ placed, onAround }: { placed: Placed; onAround: (placed: Placed) => void }) {
  const { t } = useLocale();
  const format = useFormat();
  const { mark, layer } = placed;
  return (
    <li className={classes.card} data-card={mark.id}>
      <p style={{ display: "flex", gap: "0.4rem", alignItems: "center", fontWeight: 600 }}>
        <Sign layer={layer} />
        <PlainValue value={mark.title} />
      </p>
      <When begin={mark.begin} end={mark.end} kind={mark.kind} />
      <p>{mark.word}</p>
      <p className={classes.quiet}>
        <Code>{`${mark.lat}, ${mark.lon}`}</Code>
        {mark.metres > 0 && ` ± ${mark.metres >= 1000 ? t("map.km", { n: format.number(Math.round(mark.metres / 1000)) }) : t("map.m", { n: format.number(Math.round(mark.metres)) })}`}{BESIDE}{t(`map.exact.${mark.exactness}`)}
      </p>
      <Things things={mark.things} />
      <Rests rests={mark.evidence} />
      <Button size="compact-xs" variant="default" onClick={() => { onAround(placed); }} data-around>
        {t("map.around")}
      </Button>
    </li>
  );
}

function When({ begin, end, kind }: { begin: string; end: string; kind: string }) {
  const format = useFormat();
  const name = useKind();
  const when = [...new Set([begin, end].filter((moment) => moment !== ""))].map((moment) => format.exact(moment, ZONE)).join(" – ");
  return (
    <p>
      {name(kind)}
      {when !== "" && `${BESIDE}${when}`}
    </p>
  );
}

function Things({ things }: { things: readonly Thing[] }) {
  return (
    <ul>
      {things.map((thing) => (
        <li key={thing.id}>
          <Link to="/entities/$id" params={{ id: thing.id }}>
            <PlainValue value={thing.caption} />
          </Link>{" "}
          <TypeMark schema={thing.schema} />
        </li>
      ))}
    </ul>
  );
}

function Rests({ rests }: { rests: readonly RestsOn[] }) {
  const { t } = useLocale();
  return (
    <>
      <p className={classes.quiet}>{t("map.rests")}</p>
      <ul>
        {rests.map((one, at) => (
          <li key={at}>
            <Evidence rests={one} />
          </li>
        ))}
      </ul>
    </>
  );
}

/** The source that something rests on, open at the very row, or the recorded value. */
function Evidence({ rests }: { rests: RestsOn }) {
  const { t } = useLocale();
  const format = useFormat();
  if (rests.row > 0)
    return (
      <Link to="/sources/$id" params={{ id: rests.source }} search={{ at: writeAt({ source: rests.source, part: rests.part, row: rests.row, column: 0 }) }} data-rests>
        <PlainValue value={rests.source_name} />{BESIDE}{t("map.row", { n: format.number(rests.row) })}
      </Link>
    );
  return rests.entity === "" ? (
    <Link to="/sources/$id" params={{ id: rests.source }} data-rests>
      <PlainValue value={rests.source_name} />
    </Link>
  ) : (
    <Link to="/entities/$id" params={{ id: rests.entity }} data-rests>
      <PlainValue value={rests.source_name} />{BESIDE}{t("map.value")}
    </Link>
  );
}
