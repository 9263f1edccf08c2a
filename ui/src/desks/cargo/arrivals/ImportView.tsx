import { Anchor, Button, FileInput, Group, Stack, Text, TextInput, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";

import type { DeskPlace } from "@/core/desks/page";
import { useFormat } from "@/core/format";
import { shownNow } from "@/core/moment";
import { Code, Data } from "@/design/Text";
import { DeskHead } from "@/desks/kit/DeskHead";
import { FileProblems, FileUnread } from "@/desks/kit/FileNotes";
import { useLocale } from "@/i18n/LocaleContext";
import { separator } from "@/i18n/separator";
import { DateField } from "@/parts/DateField";
import { ErrorNote } from "@/parts/Notes";

import { boardQuery, type Taken, useTake } from "../server";
import { useSay } from "../words";

/** What came of one file: it was taken, or why not (`error`); `unread` is why it could not be read into the store of things, null where that was asked for. */
interface Came {
  file: string;
  source: string;
  taken: Taken | null;
  unread: unknown;
  error: unknown;
}

/** The morning's papers and tables, file by file: sealed as originals, written down as consignments, and what could not be read said in its place. */
export function ImportView({ search, go }: DeskPlace) {
  const say = useSay();
  const { locale } = useLocale();
  const board = useQuery(boardQuery({ post: "", mode: "", day: "", text: "", after: "" }, locale));
  const take = useTake();
  const [files, setFiles] = useState<File[]>([]);
  const [came, setCame] = useState<readonly Came[]>([]);
  const [busy, setBusy] = useState("");
  const post = search["post"] ?? board.data?.posts[0] ?? "";
  const day = search["day"] ?? shownNow().slice(0, 10);
  const start = async () => {
    const done: Came[] = [];
    setCame([]);
    for (const file of files) {
      setBusy(file.name);
      try {
        const { source, told, unread } = await take.mutateAsync({ file, post, day });
        done.push({ file: file.name, source, taken: told, unread, error: null });
      } catch (error) {
        done.push({ file: file.name, source: "", taken: null, unread: null, error });
      }
      setCame([...done]);
    }
    setBusy("");
    setFiles([]);
  };
  return (
    <Stack maw="70rem" mx="auto" data-take={busy === "" ? "ready" : "busy"}>
      <DeskHead title={say("take")} help={say("take.help")} back={{ to: "arrivals", name: say("arrivals") }} />
      <form onSubmit={(event) => { event.preventDefault(); void start(); }}>
        <Stack>
          <FileInput label={say("take.files")} description={say("take.files.help")} placeholder={say("files.choose")} multiple required value={files} onChange={setFiles} data-files clearable />
          <Group align="end">
            <TextInput label={say("post")} description={say("take.post.help")} required value={post} onChange={(event) => { go({ post: event.currentTarget.value || undefined }); }} list="posts" dir="auto" maxLength={60} />
            <datalist id="posts">{(board.data?.posts ?? []).map((one) => <option key={one} value={one} />)}</datalist>
            <DateField label={say("day")} description={say("take.day.help")} value={day} onValue={(value) => { go({ day: value || undefined }); }} />
            <Button type="submit" loading={busy !== ""} disabled={files.length === 0 || post.trim() === ""}>{say("take.do")}</Button>
          </Group>
        </Stack>
      </form>
      {busy !== "" && <Text role="status">{say("take.busy", { file: busy })}</Text>}
      {came.map((one, at) => <Result key={at} came={one} />)}
      {came.length > 0 && busy === "" && <Anchor renderRoot={(props) => <Link to="/desks/$desk/$" params={{ desk: "cargo", _splat: "arrivals" }} search={{ post, day }} {...props} />} data-to-board>{say("take.board")}</Anchor>}
    </Stack>
  );
}

function Result({ came: { file, source, taken, unread, error } }: { came: Came }) {
  const say = useSay();
  const format = useFormat();
  if (taken === null) return <section aria-label={file} data-came="refused"><Title order={2} size="h4"><Data>{file}</Data></Title><ErrorNote error={error} /></section>;
  return (
    <section aria-label={file} data-came="taken" data-new={taken.new} data-changed={taken.changed}>
      <Title order={2} size="h4"><Data>{file}</Data></Title>
      <Text>{say("take.came", { new: format.number(taken.new), changed: format.number(taken.changed), same: format.number(taken.same) })}</Text>
      {taken.alone_count > 0 && <Text size="sm">{say("take.alone", { n: format.number(taken.alone_count) })} {taken.alone.slice(0, 10).map((text, at) => <span key={at}>{at > 0 && separator()}<Code>{text}</Code></span>)}</Text>}
      <FileUnread source={source} text={say("take.unread")} error={unread} />
      <FileProblems title={say("take.problems")} problems={taken.problems} />
    </section>
  );
}
