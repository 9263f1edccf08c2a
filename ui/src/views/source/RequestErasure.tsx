import { Button, Text } from "@mantine/core";
import { useState } from "react";

import { useRequestErasure } from "@/core/erasures";
import { usePerson } from "@/core/session";
import type { Source } from "@/core/sources";
import { useLocale } from "@/i18n/LocaleContext";

import { NameDialog } from "@/parts/NameDialog";
import { ErrorNote } from "@/parts/Notes";

/** Asks for a document to be erased under an order; for supervisors, and another one approves on the page of the case. */
export function RequestErasure({ source }: { source: Source }) {
  const { t } = useLocale();
  const person = usePerson();
  const request = useRequestErasure(source.id);
  const [asking, setAsking] = useState(false);
  if (!person.roles.includes("supervisor") || source.parent !== null || source.state === "erased" || source.state === "erasing") return null;
  return (
    <div data-request-erasure>
      {request.isSuccess ? <Text size="sm" role="status">{t("erasure.asked")}</Text> : <Button size="compact-sm" variant="default" loading={request.isPending} onClick={() => { setAsking(true); }}>{t("erasure.request")}</Button>}
      {asking && <NameDialog title={t("erasure.request")} label={t("erasure.order")} text={t("erasure.request.text")} start="" onClose={() => { setAsking(false); }} onName={(order) => { request.mutate(order); }} />}
      {request.isError && <ErrorNote error={request.error} />}
    </div>
  );
}
