import { ActionIcon } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";

import { type Block, type Given, refsOf } from "@/core/briefing/document";
import { type Change, takeOut } from "@/core/briefing/edit";
import { documentsQuery } from "@/core/documents";
import { entityQuery } from "@/core/entities";
import { useFormat } from "@/core/format";
import { useWords } from "@/core/vocabulary";
import { Icon } from "@/design/Icon";
import { Data } from "@/design/Text";
import { useLocale } from "@/i18n/LocaleContext";
import { separator } from "@/i18n/separator";

import classes from "./Briefing.module.css";

const text = (value: unknown): string => (typeof value === "string" ? value : "");
const given = (value: unknown): Given => (typeof value === "object" && value !== null ? (value as Given) : {});

/** What the marks of a text stand for, each with a way to take it out. */
export function Refs({ caseId, block, change }: { caseId: string; block: Block; change: Change }) {
  const { t } = useLocale();
  const refs = refsOf(block);
  if (refs.length === 0) return null;
  return (
    <ul className={classes.refs} data-refs>
      {refs.map((ref, at) => (
        <li key={at}>
          <bdi dir="ltr">{`{${at + 1}}`}</bdi> <RefText caseId={caseId} given={ref} />
          <ActionIcon size="xs" variant="subtle" aria-label={t("briefing.ref.remove", { n: at + 1 })} onClick={() => { change((made) => takeOut(made, block.key, at + 1)); }}>
            <Icon name="close" size={12} />
          </ActionIcon>
        </li>
      ))}
    </ul>
  );
}

function RefText({ caseId, given: ref }: { caseId: string; given: Given }) {
  const { t } = useLocale();
  const format = useFormat();
  const charts = useQuery(documentsQuery(caseId, "chart"));
  if (ref["value"] !== undefined) return <OfValue entity={text(given(ref["value"])["entity"])} statement={text(given(ref["value"])["statement"])} only={ref["cite_only"] === true} />;
  const chart = <Data>{charts.data?.find((one) => one.id === ref["chart"])?.title ?? ""}</Data>;
  const counts = { items: t("briefing.count.items"), lines: t("briefing.count.lines"), events: t("briefing.count.events"), values: t("briefing.count.values") };
  const whats = { count: t("briefing.line.count"), first: t("briefing.first"), last: t("briefing.last") };
  if (ref["count"] !== undefined) return <span>{counts[text(ref["count"]) as keyof typeof counts]}{separator()}{chart}</span>;
  if (ref["line"] !== undefined) {
    const line = given(ref["line"]);
    return (
      <span>
        <Name id={text(given(line["a"])["entity"])} /> – <Name id={text(given(line["b"])["entity"])} />: {whats[text(ref["what"]) as keyof typeof whats]}{separator()}{chart}
      </span>
    );
  }
  if (ref["result"] !== undefined) return <span>{t("briefing.from.result")}{separator()}{t("briefing.row", { n: format.number(Number(ref["row"])) })}{separator()}<bdi dir="ltr">{text(ref["column"])}</bdi></span>;
  return <span>{t("briefing.ref.gone")}</span>;
}

function Name({ id }: { id: string }) {
  const found = useQuery({ ...entityQuery(id), enabled: id !== "", retry: false });
  return <Data>{found.data?.caption ?? id.slice(0, 8)}</Data>;
}

function OfValue({ entity, statement, only }: { entity: string; statement: string; only: boolean }) {
  const { t } = useLocale();
  const words = useWords();
  const found = useQuery({ ...entityQuery(entity), retry: false });
  const one = found.data?.statements.find((item) => item.id === statement);
  if (found.data === undefined) return <span>{found.isError ? t("briefing.ref.gone") : "…"}</span>;
  return (
    <span>
      <Data>{found.data.caption}</Data>: {one === undefined ? t("briefing.ref.gone") : <>{words.propertyLabel(found.data.schema, one.prop)} <Data>{one.target_caption ?? one.value}</Data></>}
      {only && ` (${t("briefing.cite.only")})`}
    </span>
  );
}
