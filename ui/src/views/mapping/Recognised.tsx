import { Group, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";

import { useFormat } from "@/core/format";
import { type Recognition, recognitionQuery } from "@/core/mapping";
import type { Source } from "@/core/sources";
import { useWords } from "@/core/vocabulary";
import { Data } from "@/design/Text";
import { useLocale } from "@/i18n/LocaleContext";
import { BESIDE } from "@/i18n/separator";

import { Step } from "@/parts/Step";
import { ErrorNote, Loading } from "@/parts/Notes";
import { Questions } from "./Questions";
import { Why } from "./Why";

/** What a document was recognised as and why, each of its tables with what it is taken for, and the way to change that. */
export function Recognised({ source, level = 2 }: { source: Pick<Source, "id" | "name" | "state">; level?: 2 | 3 }) {
  const { t, locale } = useLocale();
  const seen = useQuery(recognitionQuery(source.id, locale));
  return (
    <section aria-label={t("recognised.title")}>
      {level === 2 && <Title order={2}>{t("recognised.title")}</Title>}
      {seen.isPending && <Loading label={t("recognised.looking")} />}
      {seen.isError && <ErrorNote error={seen.error} retry={() => void seen.refetch()} />}
      {seen.data && <RecognisedColumns seen={seen.data} source={source} />}
    </section>
  );
}

function RecognisedColumns({ seen, source }: { seen: Recognition; source: Pick<Source, "id" | "state"> }) {
  const { t } = useLocale();
  const format = useFormat();
  const words = useWords();
  const [best, ...others] = seen.candidates;
  const share = (score: number) => format.percent(Math.round(score * 100));
  return (
    <Stack gap="xs" mt={4}>
      <Text size="sm" data-recognised={seen.format}>
        {best === undefined || seen.format === "" ? (
          t("recognised.none")
        ) : (
          <>
            <Data>{words.format(best.name)}</Data>{BESIDE}{t("recognised.sure")} {share(best.score)}
          </>
        )}
      </Text>
      {seen.tables.map((table, index) => (
        <Group key={index} gap="sm" align="baseline">
          <Text size="sm">
            {table.part_name !== "" && (
              <>
                <Data>{table.part_name}</Data>:{" "}
              </>
            )}
            {table.proposal === null ? (
              <b>{t("recognised.needs-mapping")}</b>
            ) : (
              <>
                <Data>{words.mapping(table.proposal.mapping.name)}</Data>{BESIDE}{table.proposal.runs ? <>{t("recognised.sure")} {share(1 - table.proposal.doubt)}</> : <b>{t("recognised.asks")}</b>}
              </>
            )}
            {BESIDE}
            {t("recognised.size", { columns: format.number(table.columns.length), rows: format.number(table.rows) })}
          </Text>
          {table.columns.length > 0 && (
            <Step to="/sources/$id/mapping" params={{ id: source.id }} search={index === 0 ? {} : { part: index }}>
              {t(source.state === "published" ? "recognised.again" : "recognised.look")}
            </Step>
          )}
        </Group>
      ))}
      {seen.tables.map((table, index) => table.proposal !== null && !table.proposal.runs && <Questions key={index} source={source} questions={table.proposal.questions} />)}
      {seen.inside.length > 0 && <Text size="sm">{format.counted("recognised.inside", seen.inside.length)}</Text>}
      <Why notes={[...seen.candidates.slice(0, 1).map((item) => item.why), ...seen.tables.flatMap((table) => table.proposal?.why ?? []), ...others.map((item) => t("recognised.not", { title: words.format(item.name), why: item.why }))]} />
    </Stack>
  );
}
