import { Alert, Button, FileInput, Group, Text, Title } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";

import { useFormat } from "@/core/format";
import { hex } from "@/core/hex";
import { Data } from "@/design/Text";
import { ErrorNote } from "@/parts/Notes";

import { checkReport } from "../server";
import { useSay } from "../words";

/** A report and its seal held beside each other: whether this laboratory issued exactly this file. The PDF stays in the browser, only its digest is asked about. */
export function VerifyPart({ caseId }: { caseId: string }) {
  const say = useSay();
  const format = useFormat();
  const [pdf, setPdf] = useState<File | null>(null);
  const [seal, setSeal] = useState<File | null>(null);
  const check = useMutation({
    mutationFn: async ({ pdf, seal }: { pdf: File; seal: File }) => {
      const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", await pdf.arrayBuffer()));
      return checkReport({ case: caseId, sha256: hex(digest), seal: await seal.text(), name: pdf.name });
    },
  });
  return (
    <section aria-labelledby="verify" data-verify>
      <Title order={3} size="h4" id="verify" mt="sm">{say("verify")}</Title>
      <Text size="sm" c="dimmed">{say("verify.help")}</Text>
      <form onSubmit={(event) => { event.preventDefault(); if (pdf !== null && seal !== null) check.mutate({ pdf, seal }); }}>
        <Group align="flex-end" mt="xs">
          <FileInput label={say("verify.pdf")} accept=".pdf" clearable w="18rem" value={pdf} onChange={(file) => { setPdf(file); check.reset(); }} />
          <FileInput label={say("verify.seal")} accept=".json" clearable w="18rem" value={seal} onChange={(file) => { setSeal(file); check.reset(); }} />
          <Button type="submit" variant="default" disabled={pdf === null || seal === null} loading={check.isPending}>{say("verify.do")}</Button>
        </Group>
      </form>
      {check.data !== undefined && (
        <Alert mt="xs" variant="default" role="status" data-verified title={<Data>{check.data.says}</Data>}>
          <Data>{format.sentence(check.data.next_step)}</Data>
        </Alert>
      )}
      {check.isError && <ErrorNote error={check.error} />}
    </section>
  );
}
