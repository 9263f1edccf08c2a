import * as edit from "@/core/chart/edit";
import { useFormat } from "@/core/format";
import type { Case } from "@/core/sources";
import { useLocale } from "@/i18n/LocaleContext";
import { BESIDE } from "@/i18n/separator";

import { NameDialog } from "@/parts/NameDialog";
import { AddDialog } from "./AddDialog";
import { ArrangeDialog } from "./ArrangeDialog";
import type { Asking } from "./asking";
import { CardsDialog } from "./CardsDialog";
import { CompareDialog } from "./CompareDialog";
import { ExpandDialog } from "./ExpandDialog";
import { FrameDialog } from "./FrameDialog";
import { ItemDialog } from "./ItemDialog";
import { JudgeDialog } from "./JudgeDialog";
import { LegendDialog } from "./LegendDialog";
import { LinkDialog } from "./LinkDialog";
import type { Palette } from "./look";
import { PartsDialog } from "./PartsDialog";
import { PhotoDialog } from "./PhotoDialog";
import { RulesDialog } from "./RulesDialog";
import { TextDialog } from "./TextDialog";
import type { Acts } from "./useActs";
import type { Chart } from "./useChart";

interface Props {
  asking: Asking | null;
  made: Chart;
  acts: Acts;
  cases: readonly Case[];
  caseId: string;
  title: string;
  palette: Palette;
  onAdd: (ids: readonly string[]) => void;
  onSnapshot: (name: string) => void;
  onApart: (id: string) => void;
  onClose: () => void;
}

/** The dialog that is open, if one is. */
export function Dialogs({ asking, made, acts, cases, caseId, title, palette, onAdd, onSnapshot, onApart, onClose }: Props) {
  const { t } = useLocale();
  const format = useFormat();
  const { chart } = made.state;
  switch (asking?.what) {
    case "add":
      return <AddDialog opened onClose={onClose} shown={new Set(chart.items.keys())} onAdd={onAdd} />;
    case "snapshot":
      return <NameDialog title={t("command.chart.snapshot")} label={t("chart.snapshot.name")} start={`${title}${BESIDE}${format.exact(new Date().toISOString().slice(0, 10))}`} onName={onSnapshot} onClose={onClose} />;
    case "group": {
      const ids = made.whole(made.selection);
      return <NameDialog title={t("command.chart.group")} label={t("chart.group.name")} start="" onName={(given) => { made.change("chart.step.group", (now) => edit.group(now, ids, crypto.randomUUID().slice(0, 8), given), { count: ids.length }); }} onClose={onClose} />;
    }
    case "set": {
      const ids = made.whole(made.selection);
      return <NameDialog title={t("command.chart.set")} label={t("chart.sets.name")} start="" onName={(given) => { made.change("chart.step.set", (now) => edit.set(now, ids, crypto.randomUUID().slice(0, 8), given), { count: ids.length }); }} onClose={onClose} />;
    }
    case "arrange":
      return <ArrangeDialog made={made} onClose={onClose} />;
    case "rules":
      return <RulesDialog made={made} caseId={caseId} onClose={onClose} />;
    case "legend":
      return <LegendDialog made={made} palette={palette} onClose={onClose} />;
    case "frame":
      return <FrameDialog made={made} cases={cases} caseId={caseId} onClose={onClose} />;
    case "compare":
      return <CompareDialog made={made} caseId={caseId} onClose={onClose} />;
    case "expand":
      return <ExpandDialog made={made} ids={asking.ids} types={asking.types} caseId={caseId} onClose={onClose} />;
    case "cards":
      return <CardsDialog made={made} caseId={caseId} id={asking.id} pair={made.pairs.get(asking.pair)} onClose={onClose} />;
    case "text":
      return <TextDialog made={made} id={asking.id} at={asking.at} of={asking.of} onClose={onClose} />;
    case "photo":
      return <PhotoDialog made={made} ids={asking.ids} caseId={caseId} onClose={onClose} />;
    case "judge":
      return <JudgeDialog made={made} acts={acts} ids={asking.ids} onClose={onClose} />;
    case "parts":
      return <PartsDialog id={asking.id} acts={acts} onApart={() => { onApart(asking.id); onClose(); }} onClose={onClose} />;
    case "item":
      return <ItemDialog cases={cases} caseId={caseId} onDrawn={(entity) => { acts.drawing.mutate({ entity, at: asking.at }); onClose(); }} onClose={onClose} />;
    case "link":
      return <LinkDialog made={made} from={asking.from} to={asking.to} cases={cases} caseId={caseId} onDrawn={(entity) => { acts.drawing.mutate({ entity, at: null }); onClose(); }} onClose={onClose} />;
    default:
      return null;
  }
}
