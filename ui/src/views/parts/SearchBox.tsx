import { Kbd, TextInput } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";

import { Icon } from "@/design/Icon";
import { useLocale } from "@/i18n/LocaleContext";

/** One box for names in any script, numbers, plates and text. Enter searches, the arrow down goes to the results. */
export function SearchBox({ q = "", large = false }: { q?: string; large?: boolean }) {
  const { t } = useLocale();
  const navigate = useNavigate();
  const [text, setText] = useState(q);
  return (
    <form
      role="search"
      style={{ flexGrow: 1 }}
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() !== "") void navigate({ to: "/search", search: { q: text.trim() } });
      }}
    >
      <TextInput
        data-search-box
        type="text"
        dir="auto"
        enterKeyHint="search"
        size={large ? "lg" : "sm"}
        aria-label={t("search.label")}
        placeholder={t("search.placeholder")}
        value={text}
        leftSection={<Icon name="search" size={large ? 22 : 16} />}
        rightSection={<Kbd size="xs">/</Kbd>}
        onChange={(event) => {
          setText(event.currentTarget.value);
        }}
        onKeyDown={(event) => {
          if (event.key === "ArrowDown") {
            const hit = document.querySelector<HTMLElement>("[data-hit]");
            if (hit) {
              event.preventDefault();
              hit.focus();
            }
          }
          if (event.key === "Escape") {
            if (text === "") event.currentTarget.blur();
            setText("");
          }
        }}
      />
    </form>
  );
}
