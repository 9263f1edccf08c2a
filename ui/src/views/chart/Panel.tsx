import { Anchor, Button, Group } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";

import type { Pair } from "@/core/chart/known";
import { countsQuery } from "@/core/chart/server";
import { useFormat } from "@/core/format";
import { useWords } from "@/core/vocabulary";
import { useLocale } from "@/i18n/LocaleContext";

import { TypeMark } from "../parts/Marks";
import { Step } from "../parts/Step";
import { ErrorNote } from "../parts/Told";
import { PlainValue } from "../parts/Value";
import classes from "./Chart.module.css";
import { type Chart, EXPAND_MOST } from "./useChart";

/** Beside the chart: what is selected, what it could be expanded by, and where its lines come from. */
export function Panel({ made, pair, sourceNames }: { made: Chart; pair: Pair | undefined; sourceNames: ReadonlyMap<string, string> }) {
  const { selection } = made.state;
  const only = selection.size === 1 ? [...selection][0] : undefined;
  return (
    <aside className={classes.side} data-panel>
      {pair !== undefined ? <OfPair made={made} pair={pair} sourceNames={sourceNames} /> : only !== undefined ? <OfOne made={made} id={only} sourceNames={sourceNames} /> : <OfMany made={made} />}
    </aside>
  );
}

function Caption({ made, id }: { made: Chart; id: string }) {
  return <PlainValue value={made.state.known.items.get(id)?.caption ?? id.slice(0, 8)} />;
}

function OfMany({ made }: { made: Chart }) {
  const { t } = useLocale();
  const words = useWords();
  const format = useFormat();
  const { chart, selection, known } = made.state;
  const ids = selection.size > 0 ? [...selection] : [...chart.items.keys()];
  const counts = new Map<string, number>();
  for (const id of ids) {
    const schema = known.items.get(id)?.schema;
    if (schema !== undefined) counts.set(schema, (counts.get(schema) ?? 0) + 1);
  }
  const title = selection.size > 0 ? format.counted("chart.selected", selection.size) : format.counted("chart.items", chart.items.size);
  return (
    <>
      <h2>{title}</h2>
      <p className={classes.quiet}>{format.counted("chart.lines", made.pairs.size)}</p>
      <ul className={classes.rows}>
        {[...counts].sort((a, b) => b[1] - a[1]).map(([schema, count]) => (
          <li key={schema} className={classes.between}>
            <button type="button" className={classes.sort} onClick={() => { made.act({ do: "select", ids: ids.filter((id) => known.items.get(id)?.schema === schema) }); }}>
              {words.types(schema)}
            </button>
            <span>{format.number(count)}</span>
          </li>
        ))}
      </ul>
      {chart.hidden.size > 0 && (
        <Group justify="space-between" mt="sm">
          <span>{format.counted("chart.hidden", chart.hidden.size)}</span>
          <Button size="compact-sm" variant="default" onClick={() => { made.change("chart.step.show", (now) => ({ ...now, items: new Map([...now.items, ...now.hidden]), hidden: new Map() })); }}>
            {t("command.chart.show")}
          </Button>
        </Group>
      )}
      {selection.size === 0 && <p className={classes.quiet}>{t("chart.how")}</p>}
    </>
  );
}

function OfOne({ made, id, sourceNames }: { made: Chart; id: string; sourceNames: ReadonlyMap<string, string> }) {
  const { t } = useLocale();
  const item = made.state.known.items.get(id);
  const around = [...made.pairs.values()].filter((pair) => pair.a === id || pair.b === id).sort((a, b) => b.weight - a.weight);
  return (
    <>
      <h2>
        <Caption made={made} id={id} />
      </h2>
      {item && <TypeMark schema={item.schema} />}
      <Group gap="xs" mt="xs">
        <Step to="/entities/$id" params={{ id }}>
          {t("chart.open")}
        </Step>
      </Group>
      <ExpandBy made={made} id={id} />
      {around.length > 0 && <h3>{t("chart.lines-here")}</h3>}
      <ul className={classes.rows}>
        {around.slice(0, 100).map((pair) => (
          <li key={pair.key}>
            <button type="button" className={classes.sort} onClick={() => { made.act({ do: "select", ids: [pair.a === id ? pair.b : pair.a] }); }}>
              <Caption made={made} id={pair.a === id ? pair.b : pair.a} />
            </button>
            <Lines pair={pair} from={id} sourceNames={sourceNames} />
          </li>
        ))}
      </ul>
    </>
  );
}

function OfPair({ made, pair, sourceNames }: { made: Chart; pair: Pair; sourceNames: ReadonlyMap<string, string> }) {
  const { t } = useLocale();
  return (
    <>
      <h2>{t("chart.line")}</h2>
      <p>
        {[pair.a, pair.b].map((id) => (
          <span key={id} style={{ display: "block" }}>
            <button type="button" className={classes.sort} onClick={() => { made.act({ do: "select", ids: [id] }); }}>
              <Caption made={made} id={id} />
            </button>
          </span>
        ))}
      </p>
      <Lines pair={pair} from={pair.a} sourceNames={sourceNames} />
    </>
  );
}

const SOURCES_MOST = 8;

/** Each line between two items: what it is, how often, when, how sure, and the documents it rests on. */
function Lines({ pair, from, sourceNames }: { pair: Pair; from: string; sourceNames: ReadonlyMap<string, string> }) {
  const { t } = useLocale();
  const words = useWords();
  const format = useFormat();
  return pair.lines.map((line) => (
    <div key={line.id} className={classes.quiet} data-line>
      <div>
        {words.link(line.kind, line.label)}
        {line.weight > 1 && <> ×{format.number(line.weight)}</>}
        {line.directed && <> · {t(line.a === from ? "neighbours.out" : "neighbours.in")}</>} · {t(`chart.strength.${line.strength as "confirmed"}`)}
        {line.entity !== "" && (
          <>
            {" · "}
            <Anchor component={Link} to={`/entities/${line.entity}`} size="xs">
              {t("chart.record")}
            </Anchor>
          </>
        )}
      </div>
      {line.first !== "" && <div>{[...new Set([line.first, line.last])].filter((time) => time !== "").map((time) => format.date(time.slice(0, 10))).join(" – ")}</div>}
      <div>
        {line.sources.slice(0, SOURCES_MOST).map((source) => (
          <Anchor key={source} component={Link} to={`/sources/${source}`} size="xs" display="block" style={{ overflowWrap: "anywhere" }} data-source>
            <PlainValue value={sourceNames.get(source) ?? source} />
          </Anchor>
        ))}
        {line.sources.length > SOURCES_MOST && <> {format.counted("chart.sources-more", line.sources.length - SOURCES_MOST)}</>}
      </div>
    </div>
  ));
}

function ExpandBy({ made, id }: { made: Chart; id: string }) {
  const { t } = useLocale();
  const words = useWords();
  const format = useFormat();
  const shown = [...made.state.chart.items.keys()];
  const counts = useQuery(countsQuery(id, shown));
  const groups = counts.data?.groups ?? [];
  return (
    <section data-expand-by>
      <h3>{t("chart.linked-to")}</h3>
      {counts.isError && <ErrorNote error={counts.error} retry={() => void counts.refetch()} />}
      {counts.data && groups.length === 0 && <p className={classes.quiet}>{t("neighbours.none")}</p>}
      <ul className={classes.rows}>
        {groups.map((group) => (
          <li key={group.schema} className={classes.between}>
            <span>
              {words.types(group.schema)}
              <span className={classes.quiet}> {t("chart.of-total", { n: format.number(group.hidden), total: format.number(group.total) })}</span>
            </span>
            {group.hidden > 0 && (
              <Button
                size="compact-xs"
                variant="default"
                loading={made.expanding.isPending}
                aria-label={`${t("command.chart.expand")}: ${words.types(group.schema)}`}
                onClick={() => { made.expanding.mutate({ ids: [id], types: [group.schema] }); }}
              >
                +{format.number(Math.min(group.hidden, EXPAND_MOST))}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {counts.data && counts.data.hidden > EXPAND_MOST && (
        <Group gap="xs" mt="xs">
          <Button size="compact-xs" variant="default" onClick={() => { made.expanding.mutate({ ids: [id], least: true }); }}>
            {t("chart.least")}
          </Button>
          <Button size="compact-xs" variant="default" onClick={() => { made.expanding.mutate({ ids: [id], limit: 1000 }); }}>
            {t("chart.no-limit")}
          </Button>
        </Group>
      )}
    </section>
  );
}
