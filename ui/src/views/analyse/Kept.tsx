import { Anchor, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";

import { plain } from "@/core/analyses/cells";
import { type Analysis, resultsQuery } from "@/core/analyses/server";
import { useFormat, ZONE } from "@/core/format";
import type { Case } from "@/core/sources";
import { Data } from "@/design/Text";
import { useLocale } from "@/i18n/LocaleContext";

import table from "@/parts/Table.module.css";
import { ErrorNote, Loading } from "@/parts/Notes";

import { Over } from "./Over";

interface Props {
  caseId: string;
  /** Only those of this analysis; of all when empty. */
  analysis: string;
  analyses: readonly Pick<Analysis, "id" | "title" | "parameters">[];
  cases: readonly Case[];
  /** Opens a result where the list stands; a page of its own otherwise. */
  onOpen?: (id: string) => void;
}

/** Kept results: what was asked, by whom, when, and how many rows it gave. Each has its address. */
export function Kept({ caseId, analysis, analyses, cases, onOpen }: Props) {
  const { t } = useLocale();
  const format = useFormat();
  const results = useQuery(resultsQuery(caseId, analysis));
  const titles = new Map(analyses.map((item) => [item.id, item]));
  const caseTitles = new Map(cases.map((item) => [item.id, item.title]));
  return (
    <section>
      <Stack gap="xs">
        <Title order={2} size="h3">{t("analyse.kept")}</Title>
        {results.isPending && <Loading />}
        {results.isError && <ErrorNote error={results.error} retry={() => void results.refetch()} />}
        {results.data?.length === 0 && <Text size="sm" c="dimmed">{t("analyse.kept.none")}</Text>}
        {results.data !== undefined && results.data.length > 0 && (
          <div className={table.frame} tabIndex={0} role="region" aria-label={t("analyse.kept")}>
            <table className={table.table} data-results>
              <thead>
                <tr>
                  <th scope="col">{t("analyse.kept.what")}</th>
                  <th scope="col">{t("custody.when")}</th>
                  <th scope="col">{t("custody.who")}</th>
                  {caseId === "" && <th scope="col">{t("said.case")}</th>}
                  <th scope="col" className={table.count}>{t("analyse.rows")}</th>
                </tr>
              </thead>
              <tbody>
                {results.data.map((item) => (
                  <tr key={item.id} data-result={item.id}>
                    <td style={{ minInlineSize: "10rem" }}>
                      {onOpen === undefined ? (
                        <Anchor component={Link} to={`/analyse?result=${item.id}`} size="sm">{titles.get(item.analysis)?.title ?? item.analysis}</Anchor>
                      ) : (
                        <Anchor component="button" type="button" size="sm" ta="start" onClick={() => { onOpen(item.id); }}>{titles.get(item.analysis)?.title ?? item.analysis}</Anchor>
                      )}
                      <Otherwise analysis={titles.get(item.analysis)} parameters={item.parameters} />
                    </td>
                    <td>{format.date(`${item.at.slice(0, 16)}Z`, ZONE)}</td>
                    <td><Data>{item.by_name}</Data></td>
                    {caseId === "" && <td><Over result={item} title={caseTitles.get(item.case)} /></td>}
                    <td className={table.count}>{format.number(item.rows)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </Stack>
    </section>
  );
}

function said({ choices }: Analysis["parameters"][number], value: unknown): string {
  const text = Array.isArray(value) ? value.map(plain).join(" ") : plain(value);
  return choices.find((choice) => choice.value === text)?.label ?? text.replace(/\b[0-9a-f]{32}\b/g, (id) => id.slice(0, 8));
}

/** The settings that are not the usual ones, in one line. */
function Otherwise({ analysis, parameters }: { analysis: Pick<Analysis, "parameters"> | undefined; parameters: Readonly<Record<string, unknown>> }) {
  const { t } = useLocale();
  const told = (analysis?.parameters ?? []).flatMap((item) => {
    const found = parameters[item.name];
    return found === null || found === undefined || JSON.stringify(found) === JSON.stringify(item.default) ? [] : [`${item.label}: ${said(item, found)}`];
  });
  if (told.length === 0) return null;
  return (
    <Text size="xs" c="dimmed" style={{ overflowWrap: "anywhere" }}>
      <Data>{told.join(t("review.comma"))}</Data>
    </Text>
  );
}
