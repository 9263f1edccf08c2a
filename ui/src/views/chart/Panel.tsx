import { Button, Group, NativeSelect } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";

import { LABEL_RULES, LINE_WAYS } from "@/core/chart/document";
import * as edit from "@/core/chart/edit";
import type { Pair } from "@/core/chart/known";
import { entityOf, fragmentsOf } from "@/core/chart/seen";
import { countsQuery } from "@/core/chart/server";
import { useFormat } from "@/core/format";
import { possibleQuery } from "@/core/identity";
import { useWords } from "@/core/vocabulary";
import { useLocale } from "@/i18n/LocaleContext";
import { separator } from "@/i18n/separator";

import { TypeMark } from "@/parts/Marks";
import { Step } from "@/parts/Step";
import { ErrorNote } from "@/parts/Notes";
import { PlainValue } from "@/parts/Value";
import type { Asking } from "./asking";
import classes from "./Chart.module.css";
import { Comments } from "./Comments";
import { Counts } from "./Counts";
import { JUDGE_MOST } from "./JudgeDialog";
import { Lines } from "./Lines";
import { captionOf } from "./look";
import { Sets } from "./Sets";
import type { Acts } from "./useActs";
import { open, turnApart } from "./useBoardCommands";
import type { Chart } from "./useChart";

/** Beside the chart: what is selected, what it could be expanded by, and where its lines come from. */
export function Panel({ made, acts, pair, caseId, onAsk }: { made: Chart; acts: Acts; pair: Pair | undefined; caseId: string; onAsk: (asking: Asking) => void }) {
  const { selection } = made;
  const only = selection.size === 1 ? [...selection][0] : undefined;
  return (
    <aside className={classes.side} data-panel>
      {pair !== undefined ? <OfPair made={made} acts={acts} pair={pair} onAsk={onAsk} /> : only !== undefined && made.seen.chart.items.get(only)?.as !== undefined ? <OfGroup made={made} id={only} /> : only !== undefined ? <OfOne key={only} made={made} id={only} caseId={caseId} onAsk={onAsk} /> : <OfMany made={made} onAsk={onAsk} />}
    </aside>
  );
}

function Caption({ made, id }: { made: Chart; id: string }) {
  return <PlainValue value={captionOf(id, made.state.known, made.seen.chart.items.get(id))} />;
}

function OfMany({ made, onAsk }: { made: Chart; onAsk: (asking: Asking) => void }) {
  const { t } = useLocale();
  const words = useWords();
  const format = useFormat();
  const { state: { chart, known }, seen, selection } = made;
  const ids = selection.size > 0 ? [...selection] : [...seen.chart.items.keys()];
  const counts = new Map<string, number>();
  for (const id of ids) {
    const schema = known.items.get(id)?.schema;
    if (schema !== undefined) counts.set(schema, (counts.get(schema) ?? 0) + 1);
  }
  const between = selection.size > 0 ? made.lines.filter((line) => selection.has(line.a) && selection.has(line.b)) : made.lines;
  const title = selection.size > 0 ? format.counted("chart.selected", selection.size) : format.counted("chart.items", seen.chart.items.size);
  return (
    <>
      <h2>{title}</h2>
      <p className={classes.quiet}>{format.counted("chart.lines", between.length)}</p>
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
      {selection.size >= 2 && selection.size <= JUDGE_MOST && (
        <Button size="compact-sm" variant="default" mt="sm" onClick={() => { onAsk({ what: "judge", ids }); }}>
          {t("review.title")}
        </Button>
      )}
      {chart.hidden.size > 0 && (
        <Group justify="space-between" mt="sm">
          <span>{format.counted("chart.hidden", chart.hidden.size)}</span>
          <Button size="compact-sm" variant="default" onClick={() => { made.change("chart.step.show", (now) => ({ ...now, items: new Map([...now.items, ...now.hidden]), hidden: new Map() })); }}>
            {t("command.chart.show")}
          </Button>
        </Group>
      )}
      <Sets made={made} onAsk={onAsk} />
      <Counts made={made} />
      {selection.size === 0 && <p className={classes.quiet}>{t("chart.how")}</p>}
    </>
  );
}

/** A group that is drawn as one: who is in it, and its lines to the rest. */
function OfGroup({ made, id }: { made: Chart; id: string }) {
  const { t } = useLocale();
  const format = useFormat();
  const { chart, known } = made.state;
  const group = chart.items.get(id)?.group;
  const inside = [...new Set((made.seen.members.get(id) ?? []).map((one) => (chart.items.get(one)?.apart === true ? one : entityOf(one, known))))];
  const around = [...made.pairs.values()].filter((pair) => pair.a === id || pair.b === id).sort((a, b) => b.weight - a.weight);
  return (
    <section data-of-group={inside.length}>
      <h2>
        <Caption made={made} id={id} />
      </h2>
      <p className={classes.quiet}>{t("chart.collapsed")}{separator()}{format.counted("chart.items", made.seen.chart.items.get(id)?.as?.count ?? 0)}</p>
      <Button size="compact-sm" variant="default" disabled={group === undefined} onClick={() => { open(made, [id]); }} data-open-group>
        {t("command.chart.open-group")}
      </Button>
      <ul className={classes.rows}>
        {inside.slice(0, 100).map((one) => (
          <li key={one}>
            <PlainValue value={captionOf(one, known)} />
          </li>
        ))}
      </ul>
      {around.length > 0 && <h3>{t("chart.lines-here")}</h3>}
      <ul className={classes.rows}>
        {around.slice(0, 100).map((pair) => (
          <li key={pair.key}>
            <Caption made={made} id={pair.a === id ? pair.b : pair.a} />
            <Lines made={made} pair={pair} from={id} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function OfOne({ made, id, caseId, onAsk }: { made: Chart; id: string; caseId: string; onAsk: (asking: Asking) => void }) {
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
        <Button size="compact-sm" variant="default" onClick={() => { onAsk({ what: "cards", id, pair: "" }); }} data-open-cards>
          {t("chart.cards")}
        </Button>
      </Group>
      <Parts made={made} id={id} onAsk={onAsk} />
      <Possible made={made} id={id} onAsk={onAsk} />
      <Comments caseId={caseId} id={id} />
      <ExpandBy made={made} id={id} onAsk={onAsk} />
      {around.length > 0 && <h3>{t("chart.lines-here")}</h3>}
      <ul className={classes.rows}>
        {around.slice(0, 100).map((pair) => (
          <li key={pair.key}>
            <button type="button" className={classes.sort} onClick={() => { made.act({ do: "select", ids: [pair.a === id ? pair.b : pair.a] }); }}>
              <Caption made={made} id={pair.a === id ? pair.b : pair.a} />
            </button>
            <Lines made={made} pair={pair} from={id} />
          </li>
        ))}
      </ul>
    </>
  );
}

/** The records that an item stands for, and how they are shown. */
function Parts({ made, id, onAsk }: { made: Chart; id: string; onAsk: (asking: Asking) => void }) {
  const { t } = useLocale();
  const format = useFormat();
  const fragments = fragmentsOf(id, made.state.known);
  if (fragments.length < 2) return null;
  const apart = made.state.chart.items.get(id)?.apart === true;
  return (
    <section data-made-of>
      <h3>{format.counted("chart.focus.parts", fragments.length)}</h3>
      <ul className={classes.rows}>
        {fragments.map((fragment) => (
          <li key={fragment.id}>
            <PlainValue value={fragment.caption} />
          </li>
        ))}
      </ul>
      <Group gap="xs" mt="xs">
        <Button size="compact-xs" variant="default" onClick={() => { turnApart(made, id); }}>
          {t(apart ? "chart.parts.together" : "chart.parts.apart")}
        </Button>
        <Button size="compact-xs" variant="default" onClick={() => { onAsk({ what: "parts", id }); }}>
          {t("chart.parts.why")}
        </Button>
      </Group>
    </section>
  );
}

/** What a program proposes to be the same, on the chart or not. */
function Possible({ made, id, onAsk }: { made: Chart; id: string; onAsk: (asking: Asking) => void }) {
  const { t } = useLocale();
  const found = useQuery(possibleQuery(id));
  const mine = new Set([id, ...fragmentsOf(id, made.state.known).map((fragment) => fragment.id)]);
  const few = (found.data ?? []).slice(0, POSSIBLE_MOST);
  if (few.length === 0) return null;
  return (
    <section data-possible>
      <h3>{t("chart.possible.title")}</h3>
      <ul className={classes.rows}>
        {few.map((item) => {
          const other = mine.has(item.left.id) || mine.has(item.left_fragment) ? item.right : item.left;
          return (
            <li key={other.id}>
              <PlainValue value={other.caption} />
              <Group gap="xs">
                <Button size="compact-xs" variant="default" onClick={() => { onAsk({ what: "judge", ids: [item.left_fragment, item.right_fragment] }); }}>
                  {t("chart.possible.look")}
                </Button>
                {!made.state.chart.items.has(other.id) && (
                  <Button size="compact-xs" variant="default" onClick={() => { beside(made, id, other.id); }}>
                    {t("chart.put")}
                  </Button>
                )}
              </Group>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

const POSSIBLE_MOST = 5;

function beside(made: Chart, id: string, other: string): void {
  const at = made.state.chart.items.get(id);
  made.adding.mutate({ ids: [other], at: at === undefined ? [0, 0] : [at.x, at.y] });
}

function OfPair({ made, acts, pair, onAsk }: { made: Chart; acts: Acts; pair: Pair; onAsk: (asking: Asking) => void }) {
  const { t } = useLocale();
  const proposed = pair.lines.find((line) => line.kind === "sameness");
  const decided = pair.lines.find((line) => line.kind === "same");
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
      <Group gap="xs">
        {pair.sort === "recorded" && (
          <Button size="compact-sm" variant="default" onClick={() => { onAsk({ what: "cards", id: "", pair: pair.key }); }} data-open-cards>
            {t("chart.cards")}
          </Button>
        )}
        {proposed !== undefined && (
          <Button size="compact-sm" variant="default" onClick={() => { onAsk({ what: "judge", ids: [pair.a, pair.b] }); }}>
            {t("chart.possible.look")}
          </Button>
        )}
        {decided?.judgement != null && (
          <Button size="compact-sm" variant="default" loading={acts.taking.isPending} onClick={() => { acts.taking.mutate({ id: decided.judgement ?? "", reason: t("chart.reason.undo") }); }}>
            {t("chart.possible.back")}
          </Button>
        )}
      </Group>
      {pair.sort === "recorded" && (
        <NativeSelect
          size="xs"
          mt="xs"
          label={t("chart.label.own")}
          value={made.state.chart.labels.get(pair.key) ?? ""}
          data={[{ value: "", label: t("chart.label.chart") }, ...LABEL_RULES.map((rule) => ({ value: rule, label: t(`command.chart.label.${rule}`) }))]}
          onChange={(event) => {
            const rule = LABEL_RULES.find((one) => one === event.currentTarget.value) ?? null;
            made.change("chart.step.label", (now) => edit.labelLine(now, pair.key, rule));
          }}
        />
      )}
      {pair.sort === "recorded" && (
        <NativeSelect
          size="xs"
          mt="xs"
          label={t("chart.ways.own")}
          value={made.state.chart.lineWays.get(pair.key) ?? ""}
          data={[{ value: "", label: t("chart.label.chart") }, ...LINE_WAYS.map((how) => ({ value: how, label: t(`command.chart.ways.${how}`) }))]}
          onChange={(event) => {
            const how = LINE_WAYS.find((one) => one === event.currentTarget.value) ?? null;
            made.change("chart.step.ways", (now) => edit.lineWays(now, pair.key, how));
          }}
        />
      )}
      <Lines made={made} pair={pair} from={pair.a} />
    </>
  );
}

function ExpandBy({ made, id, onAsk }: { made: Chart; id: string; onAsk: (asking: Asking) => void }) {
  const { t } = useLocale();
  const words = useWords();
  const format = useFormat();
  const shown = useMemo(() => [...made.state.chart.items.keys()], [made.state.chart.items]);
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
                onClick={() => { onAsk({ what: "expand", ids: [id], types: [group.schema] }); }}
              >
                +{format.number(group.hidden)}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
