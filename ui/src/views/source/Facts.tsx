import { Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";

import { desksQuery } from "@/core/desks/open";
import { useFormat } from "@/core/format";
import { useCases, type Source } from "@/core/sources";
import { useWords } from "@/core/vocabulary";
import { Data, Seal } from "@/design/Text";
import { useLocale } from "@/i18n/LocaleContext";
import { BESIDE } from "@/i18n/separator";

import classes from "../entity/Values.module.css";
import { GradeMark } from "@/parts/Marks";
import { gone } from "@/parts/SourceState";

/** How the document came and was read. */
export function Facts({ source }: { source: Source }) {
  const { t, locale } = useLocale();
  const format = useFormat();
  const words = useWords();
  const cases = useCases();
  const desks = useQuery(desksQuery(locale)); // the file of a desk is called as the desk
  const rows: [string, ReactNode][] = [
    [t("said.case"), <Data key="case">{cases.data?.find((item) => item.id === source.case)?.title ?? desks.data?.find((item) => source.case === `desk-${item.name}`)?.title ?? (cases.isPending || desks.isPending ? "…" : source.case)}</Data>],
    [t("source.deposited"), <><Data>{source.deposited_by_name || source.deposited_by}</Data>{BESIDE}{format.exact(source.deposited_at.slice(0, 19) + "Z")}</>],
    [t("said.from"), source.received_from === "" ? t("source.not-said") : <Data key="from">{source.received_from}</Data>],
    [t("said.how"), source.received_how === "" ? t("source.not-said") : <Data key="how">{source.received_how}</Data>],
    [t("source.authority"), source.authority === "" ? t("source.not-said") : <Data key="authority">{source.authority}</Data>],
    [t("said.grade"), <GradeMark key="grade" grade={source.grade} />],
    [t("said.zone"), source.zone === "" ? t("said.zone.none") : <bdi key="zone">{format.zone(source.zone)}</bdi>],
    [t("sources.read-as"), <Data key="format">{words.readAs(source)}</Data>],
    ...(gone(source) ? [] : [[t("source.made"), `${format.counted("source.values", source.statements)}${BESIDE}${format.counted("events.count", source.facts)}`] as [string, ReactNode]]),
    [t("value.seal"), <Seal key="seal">{source.sha256}</Seal>],
  ];
  return (
    <section>
      <Title order={2}>{t("source.deposit")}</Title>
      <dl className={classes.details}>
        {rows.map(([term, told]) => (
          <div key={term} style={{ display: "contents" }}>
            <dt>{term}</dt>
            <dd>{told}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
