import { Anchor, Button, Group, NativeSelect, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";

import type { DeskPlace } from "@/core/desks/page";
import { download } from "@/core/download";
import { useFormat } from "@/core/format";
import { Code, Data } from "@/design/Text";
import { DeskHead } from "@/desks/kit/DeskHead";
import { useLocale } from "@/i18n/LocaleContext";
import { separator } from "@/i18n/separator";
import { DueTime } from "@/parts/DueTime";
import { Done } from "@/parts/Done";
import { Empty, ErrorNote, Loading } from "@/parts/Notes";
import table from "@/parts/Table.module.css";

import { type Receipt, receiptsQuery, useReceipt } from "../server";
import { useSay } from "../words";
import { SignedReceipt } from "./SignedReceipt";

type Language = "ar" | "en";

/** The payments that were paid out: the receipt is printed here, and the signed one attached. */
export function ReceiptsView({ search }: DeskPlace) {
  const say = useSay();
  const format = useFormat();
  const { locale } = useLocale();
  const found = useQuery(receiptsQuery);
  const [language, setLanguage] = useState<Language>(locale === "en" ? "en" : "ar");
  const [done, setDone] = useState<{ what: "printed" | "attached"; receipt: Receipt } | null>(null);
  if (found.isPending) return <Loading />;
  if (found.isError) return <ErrorNote error={found.error} retry={() => void found.refetch()} />;
  const { receipts } = found.data;
  const next = receipts.find((one) => one.due !== null && one.payment !== done?.receipt.payment);
  return (
    <Stack maw="80rem" mx="auto" data-receipts>
      <DeskHead title={say("receipts")} help={say("receipts.help")} />
      {done !== null && (
        <Done key={`${done.what} ${done.receipt.payment}`} next={next !== undefined && <Anchor size="sm" href={`#receipt-${next.payment}`}>{say("receipts.next")}: <Code>{next.code}</Code>{separator()}{say("amount", { n: format.number(next.amount) })}{separator()}{format.date(next.paid_at)}</Anchor>}>
          {say(`receipts.${done.what}`)} <Code>{done.receipt.code}</Code>
        </Done>
      )}
      {receipts.length === 0 ? <Empty title={say("receipts.none")} /> : (
        <>
          <NativeSelect label={say("receipts.language")} maw="16rem" value={language} data={[{ value: "ar", label: "العربية" }, { value: "en", label: "English" }]} onChange={(event) => { setLanguage(event.currentTarget.value === "en" ? "en" : "ar"); }} />
          <div className={table.frame} tabIndex={0} role="region" aria-label={say("receipts")}>
            <table className={table.table}>
              <thead><tr>{(["code", "amount", "paid-at", "receipt", "do"] as const).map((name) => <th key={name} scope="col">{say(`column.${name}`)}</th>)}</tr></thead>
              <tbody>{receipts.map((one) => <Line key={one.payment} receipt={one} language={language} chosen={search["payment"] === one.payment} onDone={(what) => { setDone({ what, receipt: one }); }} />)}</tbody>
            </table>
          </div>
        </>
      )}
    </Stack>
  );
}

function Line({ receipt, language, chosen, onDone }: { receipt: Receipt; language: Language; chosen: boolean; onDone: (what: "printed" | "attached") => void }) {
  const say = useSay();
  const format = useFormat();
  const print = useReceipt();
  const error = print.error;
  const make = () => {
    print.mutate({ payment: receipt.payment, language }, { onSuccess: ({ file }) => { download(file.name, new Blob([Uint8Array.from(atob(file.data), (letter) => letter.charCodeAt(0))], { type: file.media })); onDone("printed"); } });
  };
  return (
    <tr id={`receipt-${receipt.payment}`} data-receipt={receipt.code} data-signed={receipt.receipt !== ""} aria-selected={chosen}>
      <th scope="row"><Code>{receipt.code}</Code></th>
      <td>{say("amount", { n: format.number(receipt.amount) })}</td>
      <td>{format.date(receipt.paid_at)}</td>
      <td>
        {receipt.receipt !== "" && <Anchor size="sm" renderRoot={(props) => <Link to="/sources/$id" params={{ id: receipt.receipt }} {...props} />}>{say("receipts.there", { when: receipt.receipt_at === null ? "" : format.date(receipt.receipt_at) })}</Anchor>}
        {receipt.receipt_reason !== "" && <Text size="xs" c="dimmed">{say("receipts.replaced")}: <Data>{receipt.receipt_reason}</Data></Text>}
        {receipt.paper !== "" && <Text size="sm">{say("receipts.paper")} <Data>{receipt.paper}</Data></Text>}
        <DueTime until={receipt.due} />
      </td>
      <td>
        <Group gap="xs">
          <Button size="compact-sm" variant={receipt.due === null ? "default" : "filled"} aria-label={`${say("receipts.print")}: ${receipt.code}`} loading={print.isPending} onClick={make}>{say("receipts.print")}</Button>
          {receipt.paper === "" && <SignedReceipt receipt={receipt} onDone={() => { onDone("attached"); }} />}
        </Group>
        {error !== null && <ErrorNote error={error} />}
      </td>
    </tr>
  );
}
