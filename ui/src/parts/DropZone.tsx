import { Button, Group, Stack, Text } from "@mantine/core";
import { useRef, useState } from "react";

import { ofDrop, ofInput } from "@/core/drop";
import type { Chosen } from "@/core/sources";
import { Icon } from "@/design/Icon";
import { useLocale } from "@/i18n/LocaleContext";

import classes from "./DropZone.module.css";

/** A place to drop files and folders on, with buttons that do the same from the keyboard. */
export function DropZone({ onFiles }: { onFiles: (files: Chosen[]) => void }) {
  const { t } = useLocale();
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const take = (event: React.ChangeEvent<HTMLInputElement>) => {
    onFiles(ofInput(event.currentTarget.files ?? []));
    event.currentTarget.value = "";
  };
  return (
    <div
      className={classes.zone}
      data-over={over || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => { setOver(false); }}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        void ofDrop(event.dataTransfer).then(onFiles);
      }}
    >
      <Stack align="center" gap="sm">
        <Icon name="upload" size={32} />
        <Text>{t("deposit.drop")}</Text>
        <Group justify="center">
          <Button variant="default" onClick={() => files.current?.click()}>
            {t("deposit.files")}
          </Button>
          <Button variant="default" onClick={() => folder.current?.click()}>
            {t("deposit.folder")}
          </Button>
        </Group>
        <input ref={files} type="file" multiple hidden data-files aria-label={t("deposit.files")} onChange={take} />
        <input ref={folder} type="file" hidden webkitdirectory="" aria-label={t("deposit.folder")} onChange={take} />
      </Stack>
    </div>
  );
}

declare module "react" {
  interface InputHTMLAttributes<T> {
    /** Chooses a folder instead of a file (all current browsers). */
    webkitdirectory?: T extends never ? never : "";
  }
}
