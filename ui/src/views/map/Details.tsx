import { Button, Group } from "@mantine/core";
import { Link } from "@tanstack/react-router";

import { useFormat } from "@/core/format";
import type { Placed } from "@/core/map/scene";
import type { Rests } from "@/core/map/server";
import { writeAt } from "@/core/place";
import { Code } from "@/design/Text";
import { useLocale } from "@/i18n/LocaleContext";

import { AddToChart } from "../parts/AddToChart";
import { TypeMark } from "../parts/Marks";
import { PlainValue } from "../parts/Value";
import { Sign, useKind } from "./Layers";
import classes from "./Map.module.css";

const MOST = 30;
const ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** What is selected: where, when, how exactly known, what it opens, and the very row or value it rests on. */
export function Details({ chosen, onAround }: { chosen: readonly Placed[]; onAround: (placed: Placed) => void }) {
  const { t } = useLocale();
  const format = useFormat();
  if (chosen.length === 0) return <p className={classes.quiet}>{t("map.choose")}</p>;
  const things = [...new Set(chosen.flatMap(({ mark }) => mark.things.slice(0, 3).map((thing) => thing.id)))];
  return (
    <section aria-label={t("map.selected")} data-details={chosen.length}>
      <Group justify="space-between">
        <h2>{format.counted("map.selected.count", chosen.length)}</h2>
        <AddToChart ids={things.slice(0, 50)} />
      </Group>
      <ul className={classes.cards}>
        {chosen.slice(0, MOST).map((placed) => (
          <Card key={placed.mark.id} placed={placed} onAround={onAround} />
        ))}
      </ul>
      {chosen.length > MOST && <p className={classes.quiet}>{t("map.more", { n: format.number(chosen.length - MOST) })}</p>}
    </section>
  );
}

function Card({ placed, onAround }: { placed: Placed; onAround: (placed: Placed) => void }) {
  const { t } = useLocale();
  const format = useFormat();
  const kind = useKind();
  const { mark, layer } = placed;
  const when = [...new Set([mark.begin, mark.end].filter((moment) => moment !== ""))].map((moment) => format.date(moment, ZONE)).join(" – ");
  return (
    <li className={classes.card} data-card={mark.id}>
      <p style={{ display: "flex", gap: "0.4rem", alignItems: "center", fontWeight: 600 }}>
        <Sign layer={layer} />
        <PlainValue value={mark.title} />
      </p>
      <p>
        {kind(mark.kind)}
        {when !== "" && ` · ${when}`}
      </p>
      <p>{mark.word}</p>
      <p className={classes.quiet}>
        <Code>{`${mark.lat}, ${mark.lon}`}</Code>
        {mark.metres > 0 && ` ± ${mark.metres >= 1000 ? t("map.km", { n: format.number(Math.round(mark.metres / 1000)) }) : t("map.m", { n: format.number(Math.round(mark.metres)) })}`} · {t(`map.exact.${mark.exactness}`)}
      </p>
      {mark.things.length > 0 && (
        <ul>
          {mark.things.map((thing) => (
            <li key={thing.id}>
              <Link to="/entities/$id" params={{ id: thing.id }}>
                <PlainValue value={thing.caption} />
              </Link>{" "}
              <TypeMark schema={thing.schema} />
            </li>
          ))}
        </ul>
      )}
      <p className={classes.quiet}>{t("map.rests")}</p>
      <ul>
        {mark.evidence.map((rests, at) => (
          <li key={at}>
            <Evidence rests={rests} />
          </li>
        ))}
      </ul>
      <Button size="compact-xs" variant="default" onClick={() => { onAround(placed); }} data-around>
        {t("map.around")}
      </Button>
    </li>
  );
}

/** The source that something rests on, open at the very row, or the recorded value. */
function Evidence({ rests }: { rests: Rests }) {
  const { t } = useLocale();
  const format = useFormat();
  if (rests.row > 0)
    return (
      <Link to="/sources/$id" params={{ id: rests.source }} search={{ at: writeAt({ source: rests.source, part: rests.part, row: rests.row, column: 0 }) }} data-rests>
        <PlainValue value={rests.source_name} /> · {t("map.row", { n: format.number(rests.row) })}
      </Link>
    );
  return rests.entity === "" ? (
    <Link to="/sources/$id" params={{ id: rests.source }} data-rests>
      <PlainValue value={rests.source_name} />
    </Link>
  ) : (
    <Link to="/entities/$id" params={{ id: rests.entity }} data-rests>
      <PlainValue value={rests.source_name} /> · {t("map.value")}
    </Link>
  );
}
