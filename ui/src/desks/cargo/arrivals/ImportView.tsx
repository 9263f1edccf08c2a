import { Anchor, Button, FileInput, Group, NativeSelect, Stack, Text, TextInput, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";

import type { DeskPlace } from "@/core/desks/page";
import { useFormat } from "@/core/format";
import { shownNow } from "@/core/moment";
import { Data } from "@/design/Text";
import { DeskHead } from "@/desks/kit/DeskHead";
import { DeskLink } from "@/desks/kit/DeskLink";
import { FileProblems, FileUnread } from "@/desks/kit/FileNotes";
import { useLocale } from "@/i18n/LocaleContext";
import { BESIDE } from "@/i18n/separator";
import { DateField } from "@/parts/DateField";
import { ErrorNote } from "@/parts/Notes";
import { Rows } from "@/parts/Rows";

import { keepPost, lastPost } from "../selection_lists/shift";
import { boardQuery, type Taken, useTake } from "../server";
import { useSay } from "../words";

/** The choice of a post that is not in the list. */
const OTHER = "another post";
const ORDERS = ["dmy", "mdy", "ymd"] as const;

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
  const { locale, t } = useLocale();
  const board = useQuery(boardQuery({ post: "", mode: "", day: "", text: "", after: "" }, locale));
  const take = useTake();
  const [files, setFiles] = useState<File[]>([]);
  const [came, setCame] = useState<readonly Came[]>([]);
  const [busy, setBusy] = useState("");
  const post = search["post"] ?? lastPost() ?? board.data?.posts[0] ?? "";
  const [typing, setOther] = useState(false);
  const [order, setOrder] = useState<(typeof ORDERS)[number] | "">("");
  const names = board.data?.names ?? {};
  const named = Object.entries(names).sort(([, one], [, another]) => one.localeCompare(another, locale));
  const other = typing || (board.data !== undefined && post !== "" && !(post in names));
  const day = search["day"] ?? shownNow().slice(0, 10);
  const start = async () => {
    const done: Came[] = [];
    keepPost(post);
    setCame([]);
    for (const file of files) {
      setBusy(file.name);
      try {
        const { source, told, unread } = await take.mutateAsync({ file, post, day, order });
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
    <Stack maw="70rem" mx="auto" data-take={busy === "" && board.data !== undefined ? "ready" : "busy"}>
      <DeskHead title={say("take")} help={say("take.help")} back={{ to: "arrivals", name: say("arrivals") }} />
      <form onSubmit={(event) => { event.preventDefault(); void start(); }}>
        <Stack>
          <FileInput label={say("take.files")} description={say("take.files.help")} placeholder={say("files.choose")} multiple required value={files} onChange={setFiles} data-files clearable />
          <Group align="end" wrap="wrap">
            <NativeSelect label={say("post")} required value={other ? OTHER : post} data={[{ value: "", label: t("choose") }, ...named.map(([value, label]) => ({ value, label })), { value: OTHER, label: say("take.post.other") }]} onChange={(event) => { const chosen = event.currentTarget.value; setOther(chosen === OTHER); go({ post: chosen === OTHER || chosen === "" ? undefined : chosen }); }} data-post />
            {other && <TextInput label={say("take.post.name")} description={say("take.post.help")} required value={search["post"] ?? ""} onChange={(event) => { go({ post: event.currentTarget.value || undefined }); }} dir="auto" maxLength={60} />}
            <NativeSelect label={say("take.order")} description={say("take.order.help")} value={order} data={[{ value: "", label: say("take.order.none") }, ...ORDERS.map((value) => ({ value, label: say(`take.order.${value}`) }))]} onChange={(event) => { setOrder(ORDERS.find((one) => one === event.currentTarget.value) ?? ""); }} data-order />
            <DateField label={say("day")} description={say("take.day.help")} value={day} onValue={(value) => { go({ day: value || undefined }); }} />
            <Button type="submit" loading={busy !== ""} disabled={files.length === 0 || post.trim() === "" || board.data === undefined}>{say("take.do")}</Button>
          </Group>
        </Stack>
      </form>
      {board.error !== null && <ErrorNote error={board.error} />}
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
      {taken.new + taken.changed === 0 && taken.same > 0 && <Text fw={600} data-again>{say("take.again")}</Text>}
      <Text>{say("take.came", { new: format.number(taken.new), changed: format.number(taken.changed), same: format.number(taken.same) })}</Text>
      {taken.read.length > 0 && (
        <Rows label={say("take.read")} columns={[say("column.number"), say("column.plate"), say("fact.declaration"), say("fact.driver"), say("fact.goods"), say("column.weight")]}>
          {taken.read.map((one) => (
            <tr key={one.key} data-read={one.key}>
              <th scope="row"><DeskLink to={`arrivals/${encodeURIComponent(one.key)}`}><Data>{one.number === "" ? one.key : one.number}</Data></DeskLink></th>
              <td>{[one.tractor, one.trailer].filter((plate) => plate !== "").map((plate, at) => <span key={plate}>{at > 0 && BESIDE}<Data>{plate}</Data></span>)}</td>
              <td><Data>{one.declaration}</Data></td>
              <td><Data>{one.driver}</Data></td>
              <td><Data>{one.goods}</Data></td>
              <td><Data>{one.gross === null ? "–" : format.number(one.gross)}</Data></td>
            </tr>
          ))}
        </Rows>
      )}
      {taken.alone_count > 0 && <Text size="sm">{say("take.alone", { n: format.number(taken.alone_count) })} {taken.alone.slice(0, 10).map((text, at) => <span key={at}>{at > 0 && BESIDE}<Data>{text}</Data></span>)}</Text>}
      <FileUnread source={source} text={say("take.unread")} error={unread} />
      {taken.problems.some((one) => one.code === "cargo-moment") && <Text fw={600} data-which-order>{say("take.which-order")}</Text>}
      <FileProblems title={say("take.problems")} problems={taken.problems} />
    </section>
  );
}
