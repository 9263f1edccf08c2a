import { NativeSelect, SegmentedControl, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";

import { entityQuery } from "@/core/entities";
import { typesOf } from "@/core/record";
import { useCases } from "@/core/sources";
import { useWords } from "@/core/vocabulary";
import { useLocale } from "@/i18n/LocaleContext";

import { NoCase } from "@/parts/NoCase";
import { ErrorNote, Loading } from "@/parts/Notes";
import { PlainValue } from "@/parts/Value";
import { RecordForm } from "./RecordForm";

/** A new thing, a new link between two, or more about one that is there: typed, and sealed as a graded note of the person. */
export function RecordView() {
  const { about } = useSearch({ from: "/inside/new" });
  const cases = useCases();
  if (cases.isPending) return <Loading />;
  if (cases.isError) return <ErrorNote error={cases.error} retry={() => void cases.refetch()} />;
  if (cases.data.length === 0) return <NoCase />;
  return about === undefined ? <New cases={cases.data} /> : <More key={about} about={about} cases={cases.data} />;
}

type Cases = { id: string; title: string }[];

function More({ about, cases }: { about: string; cases: Cases }) {
  const { t } = useLocale();
  const entity = useQuery(entityQuery(about));
  if (entity.isPending) return <Loading />;
  if (entity.isError) return <ErrorNote error={entity.error} retry={() => void entity.refetch()} />;
  return (
    <Stack maw="72rem" mx="auto">
      <div>
        <Title order={1}>
          {t("record.more")}: <PlainValue value={entity.data.caption} />
        </Title>
        <Text size="sm" c="dimmed">
          {t("record.text")}
        </Text>
      </div>
      <RecordForm schema={entity.data.schema} entity={entity.data} cases={cases} start={{}} />
    </Stack>
  );
}

function New({ cases }: { cases: Cases }) {
  const { t } = useLocale();
  const words = useWords();
  const { type = "Person", from } = useSearch({ from: "/inside/new" });
  const navigate = useNavigate({ from: "/new" });
  const schema = words.vocabulary.schemata[type];
  const link = schema?.edge != null;
  const types = typesOf(words.vocabulary, link)
    .map((item) => ({ value: item.name, label: words.type(item.name) }))
    .sort((a, b) => a.label.localeCompare(b.label));
  const end = schema?.edge?.source;
  return (
    <Stack maw="72rem" mx="auto">
      <div>
        <Title order={1}>{t(link ? "record.link" : "record.new")}</Title>
        <Text size="sm" c="dimmed">
          {t("record.text")}
        </Text>
      </div>
      <SegmentedControl
        style={{ alignSelf: "start" }}
        value={link ? "link" : "thing"}
        data={[
          { value: "thing", label: t("record.thing") },
          { value: "link", label: t("record.link.short") },
        ]}
        onChange={(value) => void navigate({ search: (before) => ({ ...before, type: value === "link" ? "UnknownLink" : undefined }) })}
      />
      <NativeSelect maw="24rem" label={t("record.type")} value={type} data={types} onChange={(event) => void navigate({ search: (before) => ({ ...before, type: event.currentTarget.value }) })} />
      {schema === undefined ? <Text role="alert">{t("page.missing")}</Text> : <RecordForm key={type} schema={type} cases={cases} start={from !== undefined && end !== undefined ? { [end]: [from] } : {}} />}
    </Stack>
  );
}
