import { Button, Group, Paper, Stack, Text, Title } from "@mantine/core";
import { Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";

import { added } from "@/core/drop";
import { useFormat } from "@/core/format";
import { useCases, type Chosen, type DepositDetails, unsaid, useDeposit, useDepositLater } from "@/core/sources";
import { useLocale } from "@/i18n/LocaleContext";

import { DropZone } from "@/parts/DropZone";
import { NoCase } from "@/parts/NoCase";
import { ErrorNote, Loading } from "@/parts/Notes";
import { Step } from "@/parts/Step";
import { AlreadyHere } from "./AlreadyHere";
import { ChosenFiles } from "./ChosenFiles";
import { DetailsForm } from "./DetailsForm";

/** Files are handed over with what is said of them; then they are sealed and read while the person goes on working. */
export function Deposit() {
  const cases = useCases();
  if (cases.isPending) return <Loading />;
  if (cases.isError) return <ErrorNote error={cases.error} retry={() => void cases.refetch()} />;
  const first = cases.data[0];
  if (first === undefined) return <NoCase />;
  return <Form cases={cases.data} start={unsaid(first.id)} />;
}

const unreadOf = (sources: { id: string }[]) => ({ to: "/intake" as const, search: { ids: sources.map((source) => source.id).join(".") } });

function Form({ cases, start }: { cases: { id: string; title: string }[]; start: DepositDetails }) {
  const { t } = useLocale();
  const format = useFormat();
  const navigate = useNavigate();
  const deposit = useDeposit();
  const later = useDepositLater();
  const [files, setFiles] = useState<Chosen[]>([]);
  const [said, setSaid] = useState(start);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        deposit.mutate({ files, said }, { onSuccess: (job) => { if (job.already_here.length === 0) void navigate({ to: "/" }); else setFiles([]); } });
      }}
    >
      <Stack maw="60rem" mx="auto">
        <div>
          <Title order={1}>{t("deposit.title")}</Title>
          <Text c="dimmed" size="sm">
            {t("deposit.text")} <Link to="/new" search={{}}>{t("record.instead")}</Link>
          </Text>
        </div>
        <DropZone onFiles={(more) => { setFiles((chosen) => added(chosen, more)); }} />
        {files.length > 0 && <ChosenFiles files={files} onRemove={(name) => { setFiles((chosen) => chosen.filter((item) => item.name !== name)); }} />}
        <Paper withBorder p="md">
          <DetailsForm cases={cases} said={said} onChange={setSaid} />
        </Paper>
        {deposit.data && deposit.data.already_here.length > 0 && <AlreadyHere known={deposit.data.already_here} />}
        {later.data && later.data.some((source) => source.already_here) && (
          <AlreadyHere known={later.data.flatMap((source) => source.already_here ?? [])}>
            <Step {...unreadOf(later.data)}>{t("deposit.look-first")}</Step>
          </AlreadyHere>
        )}
        {deposit.isError && <ErrorNote error={deposit.error} />}
        {later.isError && <ErrorNote error={later.error} />}
        <Group>
          <Button type="submit" loading={deposit.isPending} disabled={files.length === 0}>
            {files.length === 0 ? t("deposit.choose-first") : format.counted("deposit.go", files.length)}
          </Button>
          {files.length > 0 && (
            <Button
              variant="default"
              loading={later.isPending}
              onClick={() => { later.mutate({ files, said }, { onSuccess: (sources) => { if (sources.every((source) => !source.already_here)) void navigate(unreadOf(sources)); else setFiles([]); } }); }}
            >
              {t("deposit.look-first")}
            </Button>
          )}
        </Group>
      </Stack>
    </form>
  );
}
