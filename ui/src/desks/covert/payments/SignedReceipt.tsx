import { Alert, Button, FileButton, Group, Stack, Text, Textarea } from "@mantine/core";
import { useEffect, useState } from "react";

import { useFormat } from "@/core/format";
import { Icon } from "@/design/Icon";
import { Code, Data } from "@/design/Text";
import { Dialog } from "@/parts/Dialog";
import { ErrorNote } from "@/parts/Notes";

import { type Receipt, useAttach } from "../server";
import { useSay } from "../words";
import { BESIDE } from "@/i18n/separator";

/** What a scan of a paper may be; whether it can be read is said by the server. */
const SCANS = ["application/pdf", "image/png", "image/jpeg"];
const isScan = (file: File): boolean => SCANS.includes(file.type);

/** Attaching the scan of a signed receipt: it is shown before it is kept; one that is there is replaced with a reason. */
export function SignedReceipt({ receipt, onDone }: { receipt: Receipt; onDone: () => void }) {
  const say = useSay();
  const [file, setFile] = useState<File | null>(null);
  const there = receipt.receipt !== "";
  const name = say(there ? "receipts.replace" : "receipts.attach");
  return (
    <>
      <FileButton accept={SCANS.join(",")} onChange={setFile}>
        {(props) => <Button {...props} size="compact-sm" variant="default" aria-label={`${name}: ${receipt.code}`}>{name}</Button>}
      </FileButton>
      {file !== null && <Looking receipt={receipt} file={file} there={there} onClose={() => { setFile(null); }} onDone={() => { setFile(null); onDone(); }} />}
    </>
  );
}

function Looking({ receipt, file, there, onClose, onDone }: { receipt: Receipt; file: File; there: boolean; onClose: () => void; onDone: () => void }) {
  const say = useSay();
  const format = useFormat();
  const attach = useAttach();
  const [reason, setReason] = useState("");
  const [shown, setShown] = useState("");
  useEffect(() => {
    const made = URL.createObjectURL(file);
    setShown(made);
    return () => { URL.revokeObjectURL(made); };
  }, [file]);
  return (
    <Dialog size="xl" title={say(there ? "receipts.replace" : "receipts.attach")} onClose={onClose}>
      <Stack gap="sm" data-looking>
        <Text size="sm">{say("receipts.for")} <Code>{receipt.code}</Code>{BESIDE}{say("amount", { n: format.number(receipt.amount) })}{BESIDE}{format.date(receipt.paid_at)}</Text>
        <Text size="sm"><Data>{file.name}</Data></Text>
        {shown !== "" && (file.type === "application/pdf" ? <a href={shown} target="_blank" rel="noopener noreferrer">{say("receipts.open")}</a> : isScan(file) && <img src={shown} alt={file.name} style={{ maxInlineSize: "100%", maxBlockSize: "50vb", objectFit: "contain" }} />)}
        {!isScan(file) && <Alert role="alert" variant="default" icon={<Icon name="warning" />} data-not-scan>{say("receipts.not-scan")}</Alert>}
        {there && <Textarea label={say("receipts.reason")} dir="auto" autosize required withAsterisk={false} maxLength={500} value={reason} onChange={(event) => { setReason(event.currentTarget.value); }} />}
        {attach.isError && <ErrorNote error={attach.error} />}
        <Group>
          <Button loading={attach.isPending} disabled={!isScan(file) || (there && reason.trim().length < 3)} onClick={() => { attach.mutate({ payment: receipt.payment, file, reason: reason.trim() }, { onSuccess: onDone }); }}>{say("receipts.sure")}</Button>
          <Button variant="subtle" onClick={onClose}>{say("receipts.other")}</Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
