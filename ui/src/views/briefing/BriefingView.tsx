import { Anchor, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useCallback, useState } from "react";

import { empty, fromBody, type Language, LANGUAGES } from "@/core/briefing/document";
import { type CaseDocument, documentQuery } from "@/core/documents";
import type { Case } from "@/core/sources";
import { Data } from "@/design/Text";
import { useLocale } from "@/i18n/LocaleContext";
import { ErrorNote, Loading } from "@/parts/Notes";

import { CaseByAddress } from "../cases/CaseByAddress";
import { Editor } from "./Editor";

/** Writes a briefing of a case: a kept one by its address, or a new one, which gets its address when it is saved first. */
export function BriefingView() {
  const { id } = useParams({ from: "/inside/cases/$id/briefing" });
  return (
    <CaseByAddress id={id}>
      {(found) => (
        <Stack maw="100rem" mx="auto" gap="sm">
          <Anchor component={Link} to={`/cases/${found.id}?tab=products`} size="sm">
            <Data>{found.title}</Data>
          </Anchor>
          <OfCase item={found} />
        </Stack>
      )}
    </CaseByAddress>
  );
}

function OfCase({ item }: { item: Case }) {
  const { locale } = useLocale();
  const { doc = "" } = useSearch({ from: "/inside/cases/$id/briefing" });
  const navigate = useNavigate({ from: "/cases/$id/briefing" });
  const [own, setOwn] = useState("");
  const begunHere = doc === "" || doc === own;
  const stored = useQuery({ ...documentQuery(item.id, doc), enabled: !begunHere });
  const onBegun = useCallback((made: CaseDocument) => {
    setOwn(made.id);
    void navigate({ search: { doc: made.id }, replace: true, resetScroll: false });
  }, [navigate]);
  if (begunHere) return <Editor key="new" caseId={item.id} start={empty("", locale in LANGUAGES ? (locale as Language) : "en")} id="" version={0} onBegun={onBegun} />;
  if (stored.isPending) return <Loading />;
  if (stored.isError) return <ErrorNote error={stored.error} retry={() => void stored.refetch()} />;
  return <Editor key={stored.data.id} caseId={item.id} start={fromBody(stored.data.title, stored.data.body)} id={stored.data.id} version={stored.data.version} onBegun={onBegun} />;
}
