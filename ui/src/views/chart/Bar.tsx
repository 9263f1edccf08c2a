import { Menu } from "@mantine/core";
import type { ReactNode } from "react";

import { LINE_WAYS } from "@/core/chart/document";
import { saying } from "@/core/chart/edit";
import { LAYOUTS } from "@/core/chart/server";
import { useLocale } from "@/i18n/LocaleContext";

import classes from "./Chart.module.css";
import { Snapshots } from "./Snapshots";
import { Checked, Tool, ToolMenu } from "./Tools";
import type { useAutosave } from "./useAutosave";
import { SAYING } from "./useBoardCommands";
import type { Chart } from "./useChart";

interface Props {
  made: Chart;
  keep: ReturnType<typeof useAutosave>;
  lasso: boolean;
  legend: boolean;
  caseId: string;
  onSnapshot: (id: string) => void;
  children: ReactNode;
}

/** The tools above a chart, what undo and redo would do, and whether it is saved. */
export function Bar({ made, keep, lasso, legend, caseId, onSnapshot, children }: Props) {
  const { t } = useLocale();
  const { past, future, chart } = made.state;
  const [step, ahead] = [past.at(-1), future.at(-1)];
  return (
    <div className={classes.bar}>
      {children}
      <div className={classes.tools} role="toolbar" aria-label={t("chart.tools")}>
        <Tool id="chart.add" icon="add">
          {t("chart.put")}
        </Tool>
        <Tool id="chart.expand" icon="expand" />
        <Tool id="chart.path" icon="path" />
        <Tool id="chart.hide" icon="eyeOff" />
        <Tool id="chart.pin" icon="pin" />
        <ToolMenu icon="group" label={t("command.chart.group")} ids={["chart.group", "chart.collapse", "chart.open-group", "chart.clusters", "chart.ungroup"]} />
        <span className={classes.rule} />
        <Tool id="chart.same" icon="merge" />
        <Tool id="chart.parts" icon="split" />
        <ToolMenu icon="pencil" label={t("chart.draw")} ids={["chart.item", "chart.link", "chart.text", "chart.photo", "chart.faces"]} />
        <span className={classes.rule} />
        <Tool id="chart.undo" icon="undo" label={step === undefined ? t("command.chart.undo") : t("chart.undo-of", { step: t(step.label) })} />
        <Tool id="chart.redo" icon="redo" label={ahead === undefined ? t("command.chart.redo") : t("chart.redo-of", { step: t(ahead.label) })} />
        <span className={classes.rule} />
        <ToolMenu icon="layout" label={t("chart.layouts")} ids={[...LAYOUTS.map((kind) => `chart.layout.${kind}` as const), "chart.layout.compare"]} />
        <ToolMenu icon="link" label={t("chart.labels")} ids={["chart.label.all", "chart.label.count", "chart.label.sum", "chart.label.period", "chart.label.none"]}>
          <Menu.Label>{t("chart.ways")}</Menu.Label>
          {LINE_WAYS.map((how) => (
            <Checked key={how} id={`chart.ways.${how}`} checked={chart.ways === how} always />
          ))}
          <Menu.Label>{t("chart.says")}</Menu.Label>
          {SAYING.map((what) => (
            <Checked key={what} id={`chart.says.${what}`} checked={saying(chart, what)} />
          ))}
        </ToolMenu>
        <Tool id="chart.rules" icon="palette" />
        <Tool id="select.lasso" icon="lasso" pressed={lasso} />
        <Tool id="look.fit" icon="fit" />
        <Tool id="look.time" icon="clock" pressed={made.filter.time !== null} />
        <Tool id="look.legend" icon="info" pressed={legend} />
        <Tool id="look.analyse" icon="analyse" />
        <span className={classes.rule} />
        <Snapshots caseId={caseId} onOpen={onSnapshot} />
        <ToolMenu icon="download" label={t("chart.export")} ids={["chart.export.pdf", "chart.export.pdf-a3", "chart.export.html", "chart.export.pptx", "chart.export.png", "chart.export.svg", "chart.export.csv", "chart.export.xlsx", "chart.export.anx", "chart.export.graphml", "chart.export.gexf", "chart.export.ftm"]} />
      </div>
      <span className={classes.saved} role="status" data-save-state>
        {caseId === "" ? (
          t("chart.save.no-case")
        ) : keep.state === "waiting" || keep.state === "failed" ? (
          <button type="button" className={classes.sort} title={t("chart.save.now")} onClick={() => void keep.now()} data-save-now>
            {t(`chart.save.${keep.state}`)}
          </button>
        ) : (
          (chart.items.size > 0 || keep.id !== "") && t(`chart.save.${keep.state}`)
        )}
      </span>
    </div>
  );
}
