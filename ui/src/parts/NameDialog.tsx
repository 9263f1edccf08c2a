import { Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { useState } from "react";

import { useLocale } from "@/i18n/LocaleContext";
import { Dialog } from "./Dialog";

interface Props {
  title: string;
  label: string;
  /** What follows from it, where that is not plain from the title. */
  text?: string;
  start: string;
  onName: (name: string) => void;
  onClose: () => void;
}

/** Asks for a name or a reason in one line; Enter takes it, Escape gives up. Shown as long as it is rendered. */
export function NameDialog({ title, label, text, start, onName, onClose }: Props) {
  const { t } = useLocale();
  const [name, setName] = useState(start);
  return (
    <Dialog onClose={onClose} title={title}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim() === "") return;
          onName(name.trim());
          onClose();
        }}
      >
        <Stack>
          {text !== undefined && <Text size="sm">{text}</Text>}
          <TextInput data-autofocus dir="auto" label={label} value={name} maxLength={200} required withAsterisk={false} onChange={(event) => { setName(event.currentTarget.value); }} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t("dialog.cancel")}
            </Button>
            <Button type="submit">{t("dialog.ok")}</Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
