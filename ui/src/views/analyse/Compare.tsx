import { ZONE } from "@/core/zone";
import { Button, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";

import { plain, type Row } from "@/core/analyses/cells";
import { type Column, type Compared, comparedQuery, type Result, resultQuery } from "@/core/analyses/server";
import { useFormat } from "@/core/format";
import { Data } from "@/design/Text";
import { useLocale } from "@/i18n/LocaleContext";
import { BESIDE } from "@/i18n/separator";

import table from "@/parts/Table.module.css";
import { ErrorNote, Loading } from "@/parts/Notes";
import classes from "./Analyse.module.css";
import type { PanelProps } from "./panelProps";
import { Table } from "./Table";
import { useCells } from "./useCells";

interface Props extends Pick<PanelProps, "asked" | "onAsk"> {
  result: Result;
  before: string;
  zone: string;
}

/** Two results of one analysis: what was asked otherwise, what they rest on, which rows came, went, changed or moved. */
export function Compare({ asked, onAsk, result, before, zone }: Props) {
  const { t, locale } = useLocale();
  const format = useFormat();
  const earlier = useQuery(resultQuery(before, locale));
  const compared = useQuery(comparedQuery(before, result.id, locale));
  const failed = compared.error ?? earlier.error;
  if (failed !== null) return <ErrorNote error={failed} />;
  if (compared.data === undefined || earlier.data === undefined) return <Loading />;
  const found = compared.data;
  return (
    <Stack gap="md" data-compared>
      <div>
        <Title order={2}>{t("analyse.compared")}</Title>
        <Text size="sm">
          {t("analyse.compared.with")} <Data>{found.before.by_name}</Data>{BESIDE}{format.exact(`${found.before.at.slice(0, 16)}Z`, ZONE)}{BESIDE}{format.counted("analyse.count", found.before.rows)}
        </Text>
        <Text size="sm" role="status" data-counts>
          {t("analyse.compared.counts", { gone: format.number(found.gone.length), come: format.number(found.come.length), changed: format.number(found.changed.length), same: format.number(found.same) })}
        </Text>
      </div>
      <Otherwise compared={found} />
      {found.come.length > 0 && <Part title={t("analyse.compared.come")} result={result} places={found.come} zone={zone} />}
      {found.gone.length > 0 && <Part title={t("analyse.compared.gone")} result={earlier.data} places={found.gone} zone={zone} />}
      {found.changed.length > 0 && <Changes compared={found} before={earlier.data} after={result} zone={zone} />}
      <Button size="compact-sm" variant="default" style={{ alignSelf: "start" }} onClick={() => { onAsk({ ...asked, with: undefined }); }}>
        {t("analyse.compared.close")}
      </Button>
    </Stack>
  );
}

function Otherwise({ compared }: { compared: Compared }) {
  const { t } = useLocale();
  const format = useFormat();
  const said = (value: unknown) => (value === null || value === undefined ? t("analyse.not-given") : typeof value === "number" ? format.number(value) : typeof value === "boolean" ? t(value ? "analyse.yes" : "analyse.no") : Array.isArray(value) ? value.join(BESIDE) : plain(value));
  if (compared.parameters.length + compared.inputs.length === 0) return <Text size="sm">{t("analyse.compared.alike")}</Text>;
  return (
    <ul className={classes.said}>
      {compared.parameters.map((item) => (
        <li key={item.name} data-parameter-changed={item.name}>
          {item.label}: <Data>{said(item.before)}</Data> {t("analyse.becomes")} <Data>{said(item.after)}</Data>
        </li>
      ))}
      {compared.inputs.map((item) => (
        <li key={item.sentence}>{format.sentence(item.sentence)}</li>
      ))}
    </ul>
  );
}

function Part({ title, result, places, zone }: { title: string; result: Result; places: readonly number[]; zone: string }) {
  return (
    <section>
      <Title order={3} mb="xs">{title}</Title>
      <Table label={title} columns={result.columns} rows={places.map((at) => result.rows[at] ?? {})} zone={zone} chosen={null} onChoose={() => undefined} />
    </section>
  );
}

const AT_ONCE = 200;

function Changes({ compared, before, after, zone }: { compared: Compared; before: Result; after: Result; zone: string }) {
  const { t } = useLocale();
  const format = useFormat();
  const cells = useCells(zone);
  const named = (row: Row) => after.columns.filter((column) => ["node", "text", "weekday", "hour"].includes(column.kind)).slice(0, 2).map((column) => cells.said(column, row[column.name])).join(" – ");
  const change = (column: Column | undefined, one: Row, two: Row) => (column === undefined || column.kind === "evidence" ? null : `${column.label}: ${cells.said(column, one[column.name])} ${t("analyse.becomes")} ${cells.said(column, two[column.name])}`);
  return (
    <section>
      <Title order={3} mb="xs">{t("analyse.compared.changed")}</Title>
      <div className={table.frame} tabIndex={0} role="region" aria-label={t("analyse.compared.changed")}>
        <table className={table.table}>
          <thead>
            <tr>
              <th scope="col">{t("analyse.rows")}</th>
              <th scope="col">{t("analyse.compared.place")}</th>
              <th scope="col">{t("analyse.compared.what")}</th>
            </tr>
          </thead>
          <tbody>
            {compared.changed.slice(0, AT_ONCE).map((item) => {
              const [one, two] = [before.rows[item.before] ?? {}, after.rows[item.after] ?? {}];
              const changes = item.columns.flatMap((name) => change(after.columns.find((column) => column.name === name), one, two) ?? []);
              return (
                <tr key={item.after}>
                  <td><Data>{named(two)}</Data></td>
                  <td>{format.number(item.before + 1)} {t("analyse.becomes")} {format.number(item.after + 1)}</td>
                  <td>{changes.length === 0 ? t(item.columns.length === 0 ? "analyse.compared.moved" : "analyse.compared.sources") : changes.map((text) => <div key={text}>{text}</div>)}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      {compared.changed.length > AT_ONCE && <Text size="sm" c="dimmed">{t("analyse.count.first", { n: format.number(AT_ONCE) })}</Text>}
    </section>
  );
}
