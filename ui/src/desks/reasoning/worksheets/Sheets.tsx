import { Anchor, Button, Group, Stack, Text, TextInput, Title } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";

import { boardsQuery, type SheetForm, sheetFile, useBeginBoard } from "../hypotheses/hypotheses";
import { scriptsQuery, useBeginScript } from "../crime_scripts/scripts";
import { useFormat, ZONE } from "@/core/format";
import { Icon } from "@/design/Icon";
import { Data } from "@/design/Text";
import { useLocale } from "@/i18n/LocaleContext";

import { download } from "@/core/download";
import table from "@/parts/Table.module.css";
import { ErrorNote, Loading } from "@/parts/Notes";
import { useSay, type WordKey } from "../words";

type Kind = "hypotheses" | "scripts";
const WORDS = {
  "hypotheses": { help: "hypotheses.help", none: "hypotheses.none", title: "hypotheses.title", begin: "hypotheses.begin" },
  "scripts": { help: "crime-scripts.help", none: "crime-scripts.none", title: "crime-scripts.title", begin: "crime-scripts.begin" },
} as const satisfies Record<Kind, Record<string, WordKey>>;
/** The boards of a case. */
export const Hypotheses = ({ caseId }: { caseId: string }) => <Sheets caseId={caseId} kind="hypotheses" />;

/** The crime scripts of a case. */
export const Scripts = ({ caseId }: { caseId: string }) => <Sheets caseId={caseId} kind="scripts" />;

/** The worksheets of a case of one kind, and a new one. */
function Sheets({ caseId, kind }: { caseId: string; kind: Kind }) {
  const { t } = useLocale();
  const say = useSay();
  const format = useFormat();
  const navigate = useNavigate();
  const boards = useQuery({ ...boardsQuery(caseId), enabled: kind === "hypotheses" });
  const scripts = useQuery({ ...scriptsQuery(caseId), enabled: kind === "scripts" });
  const beginBoard = useBeginBoard(caseId);
  const beginScript = useBeginScript(caseId);
  const [title, setTitle] = useState("");
  const found = kind === "hypotheses" ? boards : scripts;
  const open = (id: string) => void navigate({ to: "/desks/$desk/$", params: { desk: "reasoning", _splat: `${kind}/${caseId}/${id}` } });
  const begin = () => {
    if (kind === "hypotheses") beginBoard.mutate({ title: title.trim(), question: "" }, { onSuccess: (made) => { open(made.id); } });
    else beginScript.mutate(title.trim(), { onSuccess: (made) => { open(made.id); } });
  };
  const failed = beginBoard.error ?? beginScript.error;
  return (
    <Stack>
      <Text size="sm">{say(WORDS[kind].help)}</Text>
      {found.isPending && <Loading />}
      {found.isError && <ErrorNote error={found.error} retry={() => void found.refetch()} />}
      {found.data?.length === 0 && <Text size="sm" c="dimmed">{say(WORDS[kind].none)}</Text>}
      {found.data !== undefined && found.data.length > 0 && (
        <div className={table.frame} tabIndex={0} role="region" aria-label={say(kind === "hypotheses" ? "tab.hypotheses" : "tab.scripts")}>
          <table className={table.table}>
            <thead>
              <tr>
                <th scope="col">{t("person.name")}</th>
                <th scope="col">{t("charts.changed")}</th>
                <th scope="col">{t("custody.who")}</th>
              </tr>
            </thead>
            <tbody>
              {found.data.map((item) => (
                <tr key={item.id} data-sheet={kind}>
                  <td className={table.name}>
                    <Anchor size="sm" renderRoot={(props) => <Link to="/desks/$desk/$" params={{ desk: "reasoning", _splat: `${kind}/${caseId}/${item.id}` }} {...props} />}>
                      <Data>{item.title}</Data>
                    </Anchor>
                  </td>
                  <td>{format.date(`${item.at.slice(0, 16)}Z`, ZONE)}</td>
                  <td>
                    <Data>{item.by_name}</Data>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <form onSubmit={(event) => { event.preventDefault(); if (title.trim() !== "") begin(); }}>
        <Group align="flex-end">
          <TextInput w="24rem" dir="auto" label={say(WORDS[kind].title)} maxLength={300} value={title} onChange={(event) => { setTitle(event.currentTarget.value); }} />
          <Button type="submit" loading={beginBoard.isPending || beginScript.isPending} disabled={title.trim() === ""}>
            {say(WORDS[kind].begin)}
          </Button>
        </Group>
      </form>
      {failed !== null && <ErrorNote error={failed} />}
    </Stack>
  );
}

/** Heading of a worksheet: where it belongs, what it is called, and how it leaves. */
export function SheetHead({ caseId, kind, id, title, children }: { caseId: string; kind: Kind; id: string; title: string; children?: React.ReactNode }) {
  const say = useSay();
  const { locale } = useLocale();
  const save = useMutation({ mutationFn: (form: SheetForm) => sheetFile(kind, caseId, id, form, locale), onSuccess: ({ name, data }) => { download(name, data); } });
  return (
    <div>
      <Anchor size="sm" renderRoot={(props) => <Link to="/cases/$id" params={{ id: caseId }} search={{ tab: `reasoning:${kind}` }} {...props} />}>
        {say(kind === "hypotheses" ? "tab.hypotheses" : "tab.scripts")}
      </Anchor>
      <Group justify="space-between" align="flex-start">
        <Title order={1} style={{ overflowWrap: "anywhere" }}>
          <Data>{title}</Data>
        </Title>
        <Group gap="xs">
          {children}
          {(["html", "csv", "json"] as const).map((form) => (
            <Button key={form} size="compact-sm" variant="default" leftSection={<Icon name="download" size={14} />} loading={save.isPending && save.variables === form} onClick={() => { save.mutate(form); }} data-save={form}>
              {form === "html" ? say("worksheet.to-print") : <bdi dir="ltr">{form.toUpperCase()}</bdi>}
            </Button>
          ))}
        </Group>
      </Group>
      {save.isError && <ErrorNote error={save.error} />}
    </div>
  );
}
