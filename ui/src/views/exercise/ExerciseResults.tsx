import { Button, Group, Stack, Table, Text, Title } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";

import { type Bodies, downloadAddress } from "@/api/client";
import { exerciseResultsQuery, resultsAddress } from "@/core/exercise";
import { useFormat } from "@/core/format";
import { useLocale } from "@/i18n/LocaleContext";
import { separator } from "@/i18n/separator";
import { ErrorNote, Loading } from "@/parts/Notes";

const OUTCOMES = ["found", "missed", "wrong", "mistake"] as const;
type Results = Bodies["ExerciseResultsBody"];

/** For the trainer of an exercise: what each trainee found, missed and wrongly claimed, beside the truth, and what the rules refused. */
export function ExerciseResults() {
  const { t, locale } = useLocale();
  const results = useQuery(exerciseResultsQuery(locale));
  const download = useMutation({ mutationFn: (form: "csv" | "xlsx") => downloadAddress(resultsAddress(form)) });
  return (
    <Stack maw="80rem" mx="auto" gap="lg">
      <Group justify="space-between">
        <div>
          <Title order={1}>{t("exercise.results")}</Title>
          <Text size="sm" c="dimmed">{t("exercise.results.text")}</Text>
        </div>
        <Group gap="xs">
          {(["xlsx", "csv"] as const).map((form) => (
            <Button key={form} variant="default" disabled={!results.data} loading={download.isPending} onClick={() => { download.mutate(form); }}>
              {t(`exercise.sheet.${form}`)}
            </Button>
          ))}
        </Group>
      </Group>
      {results.isPending && <Loading />}
      {results.isError && <ErrorNote error={results.error} retry={() => void results.refetch()} />}
      {download.isError && <ErrorNote error={download.error} />}
      {results.data && <Outcomes results={results.data} />}
    </Stack>
  );
}

function Outcomes({ results }: { results: Results }) {
  const { t } = useLocale();
  const format = useFormat();
  return (
    <>
      <Text><bdi>{results.title}</bdi>{separator()}{t("exercise.level", { n: format.number(results.level) })}{separator()}{t("exercise.seed", { n: format.number(results.seed) })}</Text>
      <Table data-counts>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t("exercise.trainee")}</Table.Th>
            {OUTCOMES.map((one) => <Table.Th key={one}>{t(`exercise.outcome.${one}`)}</Table.Th>)}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {results.trainees.map((one) => (
            <Table.Tr key={one.trainee}>
              <Table.Th scope="row"><bdi>{one.trainee}</bdi></Table.Th>
              {OUTCOMES.map((outcome) => <Table.Td key={outcome}>{format.number(one[outcome])}</Table.Td>)}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {results.trainees.map((one) => <Lines key={one.trainee} trainee={one.trainee} lines={results.lines.filter((line) => line.trainee === one.trainee)} />)}
    </>
  );
}

function Lines({ trainee, lines }: { trainee: string; lines: Results["lines"] }) {
  const { t, direction } = useLocale();
  const format = useFormat();
  return (
    <Stack gap="xs" component="section">
      <Title order={2}><bdi>{trainee}</bdi></Title>
      <Table.ScrollContainer minWidth={640}>
        <Table data-lines>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t("exercise.outcome")}</Table.Th>
              <Table.Th>{t("exercise.claimed")}</Table.Th>
              <Table.Th>{t("exercise.truth")}</Table.Th>
              <Table.Th>{t("exercise.times")}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {lines.map((line) => (
              <Table.Tr key={`${line.outcome} ${line.about}`} data-outcome={line.outcome}>
                <Table.Td>{t(`exercise.outcome.${line.outcome}`)}</Table.Td>
                <Table.Td><bdi>{line.claimed}</bdi></Table.Td>
                <Table.Td><bdi dir={direction}>{format.sentence(line.truth)}</bdi></Table.Td>
                <Table.Td>{line.count > 0 && <>{format.number(line.count)}{separator()}<bdi>{format.date(line.first)}</bdi></>}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Stack>
  );
}
