import { Anchor, Button, Group, Stack, Text, Title } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useMemo, useState } from "react";

import { useFormat, ZONE } from "@/core/format";
import { writeAt } from "@/core/place";
import { type Answer, type AnswerRow, leaveToSave, namedIn, type Proof } from "@/core/query/server";
import { useCases } from "@/core/sources";
import { useWords } from "@/core/vocabulary";
import { Data } from "@/design/Text";
import { useLocale } from "@/i18n/LocaleContext";
import { BESIDE } from "@/i18n/separator";

import { download } from "@/core/download";
import { cell } from "../chart/export";
import { PassedSigns } from "../chart/RuleSign";
import { RulePick, type ShownRules, useShownRules } from "../chart/ShownRules";
import table from "@/parts/Table.module.css";
import { AddToChart } from "@/parts/AddToChart";
import { PlaceLabel } from "@/parts/PlaceLabel";
import { ErrorNote } from "@/parts/Notes";
import { PlainValue } from "@/parts/Value";
import classes from "./Query.module.css";
import { Quoted } from "./Quoted";

const ON_CHART = 300;
const NONE: readonly string[] = [];

/** What fits the question: a row for each thing, with what it is linked to and where that stands; how many were left after each part. */
export function AnswerTable({ answer, limit, onMore }: { answer: Answer; limit: number; onMore: () => void }) {
  const { t } = useLocale();
  const format = useFormat();
  const words = useWords();
  const cases = useCases();
  const [key, pick] = useState("");
  const things = useMemo(() => namedIn(answer), [answer]);
  const shown = useShownRules(key, things);
  const named = (id: string) => shown.lines.flatMap(({ rule, name }) => (shown.styled.items[id]?.rules.includes(rule.id) === true ? [name] : [])).join("; ");
  const save = useMutation({
    mutationFn: async () => {
      await leaveToSave(namedIn(answer));
      download("query.csv", new Blob([csvOf(answer, [words.type(answer.schema), ...answer.links.map((link) => link.label), t("query.place"), ...(key === "" ? [] : [t("chart.csv.rules")])], key === "" ? null : named)], { type: "text/csv;charset=utf-8" }));
    },
  });
  return (
    <Stack gap="sm" data-answer>
      <Title order={2} role="status">
        {format.counted("query.fit", answer.total, { type: words.types(answer.schema) })}
      </Title>
      {answer.notes.map((note) => (
        <Text key={note.code} size="sm" data-note={note.code}>
          <Quoted sentence={format.sentence(note.sentence)} /> <bdi>{note.next_step}</bdi>
        </Text>
      ))}
      {answer.rows.length > 0 && (
        <Group gap="xs">
          <AddToChart ids={namedIn(answer).slice(0, ON_CHART)} label={t("chart.add-all")} />
          <Button size="compact-sm" variant="default" loading={save.isPending} onClick={() => { save.mutate(); }}>
            {t("query.csv")}
          </Button>
          {answer.total > answer.rows.length && limit < 1000 && (
            <Button size="compact-sm" variant="default" onClick={onMore}>
              {t("query.more-rows")}
            </Button>
          )}
        </Group>
      )}
      {answer.rows.length > 0 && <RulePick cases={cases.data ?? []} value={key} shown={shown} onPick={pick} />}
      {save.isError && <ErrorNote error={save.error} />}
      {answer.rows.length > 0 && (
        <div className={table.frame} tabIndex={0} role="region" aria-label={t("query.rows")}>
          <table className={table.table}>
            <thead>
              <tr>
                <th scope="col">{words.type(answer.schema)}</th>
                {answer.links.map((link) => (
                  <th key={link.link} scope="col">
                    <bdi>{link.label}</bdi>
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {answer.rows.map((row) => (
                <Row key={row.id} row={row} links={answer.links.map((link) => link.link)} shown={shown} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      <section>
        <Title order={3}>{t("query.steps")}</Title>
        <ol className={classes.steps}>
          {answer.steps.map((step) => (
            <li key={step.where} data-nothing={step.left === 0 || undefined}>
              <span data-left>{format.number(step.left)}</span>
              <Quoted sentence={step.part} />
            </li>
          ))}
        </ol>
      </section>
    </Stack>
  );
}

function Row({ row, links, shown }: { row: AnswerRow; links: readonly number[]; shown: ShownRules }) {
  const format = useFormat();
  const signs = (id: string) => <PassedSigns passed={shown.styled.items[id]?.rules ?? NONE} lines={shown.lines} palette={shown.palette} />;
  return (
    <tr data-row={row.id}>
      <td className={table.name}>
        {signs(row.id)}
        <Anchor component={Link} to={`/entities/${row.id}`} size="sm">
          <PlainValue value={row.caption} />
        </Anchor>
        <Why proofs={row.evidence.shown} total={row.evidence.total} />
      </td>
      {links.map((link) => {
        const found = row.found.find((item) => item.link === link);
        return (
          <td key={link}>
            <ul className={classes.found}>
              {found?.things.map((thing) => (
                <li key={thing.id}>
                  {signs(thing.id)}
                  <Anchor component={Link} to={`/entities/${thing.id}`} size="sm">
                    <PlainValue value={thing.caption} />
                  </Anchor>
                  <Why proofs={thing.evidence.shown} total={thing.evidence.total} />
                </li>
              ))}
              {found !== undefined && found.total > found.things.length && <li>+{format.number(found.total - found.things.length)}</li>}
            </ul>
          </td>
        );
      })}
    </tr>
  );
}

/** Where a match stands: the very row opens in the original. */
function Why({ proofs, total }: { proofs: readonly Proof[]; total: number }) {
  const { t } = useLocale();
  const format = useFormat();
  if (proofs.length === 0) return null;
  return (
    <details className={classes.why}>
      <summary>{format.counted("query.where", total)}</summary>
      <ul className={classes.proofs}>
        {proofs.map((proof, index) => (
          <li key={index}>
            <bdi>{proof.label}</bdi>
            {proof.at !== "" && <>{BESIDE}{format.exact(proof.at, ZONE)}</>}
            {proof.value !== "" && (
              <>
                : <PlainValue value={proof.value} />
              </>
            )}{BESIDE}
            <Anchor component={Link} to={`/sources/${proof.source}?at=${writeAt({ source: proof.source, part: proof.place.part, row: proof.place.row, column: proof.place.column })}`} size="xs">
              <Data>{proof.source_name}</Data>{BESIDE}<PlaceLabel place={proof.place} />
            </Anchor>
          </li>
        ))}
        {total > proofs.length && <li>{t("query.where.more", { n: format.number(total - proofs.length) })}</li>}
      </ul>
    </details>
  );
}

const place = (proof: Proof | undefined): string => (proof === undefined ? "" : `${proof.source_name}${BESIDE}${proof.place.label}`);

/** The answer as CSV (RFC 4180, UTF-8 with byte-order mark so that sheets read Arabic): the question on the first line. */
function csvOf(answer: Answer, heads: readonly string[], rules: ((id: string) => string) | null): string {
  const rows = answer.rows.map((row) => [
    row.caption,
    ...answer.links.map((link) => {
      const found = row.found.find((item) => item.link === link.link);
      const more = (found?.total ?? 0) - (found?.things.length ?? 0);
      return [...(found?.things.map((thing) => thing.caption) ?? []), ...(more > 0 ? [`+${more}`] : [])].join("; ");
    }),
    place(row.evidence.shown[0] ?? row.found[0]?.things[0]?.evidence.shown[0]),
    ...(rules === null ? [] : [rules(row.id)]),
  ]);
  return `\ufeff${[[answer.sentence], heads, ...rows].map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;
}
