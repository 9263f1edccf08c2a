import { Button, Group, SegmentedControl, Stack, Text, Textarea, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { useFormat } from "@/core/format";
import { type Decision, FORMS, pagesQuery, type Product, useBundle, useDecide } from "@/core/products";
import { usePerson } from "@/core/session";
import { Data } from "@/design/Text";
import { useLocale } from "@/i18n/LocaleContext";
import { separator } from "@/i18n/separator";
import { ErrorNote, Loading } from "@/parts/Notes";

import { ChangedNote } from "./Changed";

/** The pages of a product as they would leave, to be read by whoever decides about it. */
export function Pages({ caseId, product, onClose }: { caseId: string; product: Product; onClose: () => void }) {
  const { t } = useLocale();
  const format = useFormat();
  const pages = useQuery(pagesQuery(caseId, product.id));
  const bundle = useBundle(caseId);
  const [page, setPage] = useState<"cover" | "report">("report");
  const changed = pages.data?.changed;
  return (
    <Stack>
      <Group justify="space-between">
        <Title order={2}>
          <Data>{product.title}</Data>
        </Title>
        <Button variant="default" onClick={onClose}>
          {t("products.back")}
        </Button>
      </Group>
      <Text size="sm">
        {t(`products.for.${product.audience}`)}{separator()}{t(`products.state.${product.state}`)}
      </Text>
      {pages.isPending && <Loading />}
      {pages.isError && <ErrorNote error={pages.error} />}
      {changed !== undefined && <ChangedNote became={changed} />}
      {pages.data !== undefined && (
        <>
          <Text size="sm">{pages.data.left_out.length === 0 ? t("products.left.none") : format.counted("products.left", pages.data.left_out.length)}</Text>
          {pages.data.cover !== "" && <SegmentedControl value={page} onChange={(chosen) => { setPage(chosen === "cover" ? "cover" : "report"); }} data={(["report", "cover"] as const).map((value) => ({ value, label: t(`products.page.${value}`) }))} aria-label={t("products.read")} style={{ alignSelf: "start" }} />}
          <iframe title={t(`products.page.${page}`)} sandbox="" srcDoc={pages.data[page]} style={{ inlineSize: "100%", blockSize: "70vh", border: "1px solid var(--tq-line)", background: "#fff" }} />
        </>
      )}
      {product.state === "released" ? (
        <Group>
          {FORMS[product.kind].map((form) => (
            <Button key={form} loading={bundle.isPending && bundle.variables.form === form} onClick={() => { bundle.mutate({ id: product.id, form }); }}>
              {t("products.file")} <bdi dir="ltr" style={{ marginInline: "0.4em" }}>{form.toUpperCase()}</bdi>
            </Button>
          ))}
          {bundle.isError && <ErrorNote error={bundle.error} />}
        </Group>
      ) : (
        pages.data !== undefined && <Decide caseId={caseId} product={product} />
      )}
    </Stack>
  );
}

function Decide({ caseId, product }: { caseId: string; product: Product }) {
  const { t } = useLocale();
  const person = usePerson();
  const decide = useDecide(caseId);
  const [note, setNote] = useState("");
  if (product.state === "returned") return null;
  if (product.acts[0]?.by === person.id) return <Text size="sm">{t("products.second")}</Text>;
  const button = (what: Decision, variant: string) => (
    <Button variant={variant} loading={decide.isPending && decide.variables.what === what} onClick={() => { decide.mutate({ id: product.id, what, note }); }}>
      {t(`products.${what}`)}
    </Button>
  );
  return (
    <Stack gap="xs">
      <Textarea label={t("products.note")} value={note} maxLength={2000} dir="auto" autosize minRows={2} onChange={(event) => { setNote(event.currentTarget.value); }} />
      <Group>
        {product.state === "prepared" && button("review", "default")}
        {button("release", "filled")}
        {button("send-back", "default")}
      </Group>
      {decide.isError && <ErrorNote error={decide.error} />}
    </Stack>
  );
}
