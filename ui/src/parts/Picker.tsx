import { ActionIcon, Button, Input, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { entityQuery } from "@/core/entities";
import { typedQuery } from "@/core/search";
import { Icon } from "@/design/Icon";
import { useLocale } from "@/i18n/LocaleContext";

import { FoundLine } from "@/parts/FoundLine";
import { TypeMark } from "@/parts/Marks";
import { ErrorNote } from "@/parts/Notes";
import { PlainValue } from "@/parts/Value";
import classes from "./Picker.module.css";

interface Props {
  label: string;
  /** Things of this type and those derived from it. */
  range: string;
  id: string;
  onPick: (id: string) => void;
}

/** Chooses a thing that is there already, by name or number. */
export function Picker({ label, range, id, onPick }: Props) {
  const { t } = useLocale();
  const [text, setText] = useState("");
  const [q] = useDebouncedValue(text.trim(), 200);
  const found = useQuery({ ...typedQuery(q, range === "Thing" ? undefined : range), placeholderData: keepPreviousData });
  const hits = q === "" ? [] : (found.data?.hits ?? []).slice(0, 6);
  if (id !== "") return <Picked label={label} id={id} onClear={() => { onPick(""); }} />;
  return (
    <div>
      <TextInput label={label} dir="auto" autoComplete="off" placeholder={t("search.placeholder")} leftSection={<Icon name="search" size={16} />} value={text} onChange={(event) => { setText(event.currentTarget.value); }} />
      {found.isError && <ErrorNote error={found.error} />}
      {hits.length > 0 && (
        <ul className={classes.hits}>
          {hits.map((hit) => (
            <li key={hit.id}>
              <FoundLine hit={hit} />
              <Button size="compact-xs" variant="default" data-pick onClick={() => { onPick(hit.id); }}>
                {t("record.pick")}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function Picked({ label, id, onClear }: { label: string; id: string; onClear: () => void }) {
  const { t } = useLocale();
  const entity = useQuery(entityQuery(id));
  return (
    <Input.Wrapper label={label} labelElement="div">
      {entity.isError && <ErrorNote error={entity.error} />}
      <div className={classes.picked} data-picked>
        {entity.data ? (
          <>
            <PlainValue value={entity.data.caption} /> <TypeMark schema={entity.data.schema} />
          </>
        ) : (
          "…"
        )}
        <ActionIcon variant="subtle" size="sm" style={{ marginInlineStart: "auto" }} aria-label={t("record.unpick")} onClick={onClear}>
          <Icon name="close" size={14} />
        </ActionIcon>
      </div>
    </Input.Wrapper>
  );
}
