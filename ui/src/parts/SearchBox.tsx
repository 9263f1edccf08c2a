import { Kbd, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useId, useState } from "react";

import { useFoundAtDesks } from "@/core/desks/finds";
import { SHORTEST_TYPED, SUGGESTED, typedQuery } from "@/core/search";
import { Icon } from "@/design/Icon";
import { Data } from "@/design/Text";
import { useLocale } from "@/i18n/LocaleContext";

import { FoundDeskLine } from "./FoundDeskLine";
import { FoundLine } from "./FoundLine";
import classes from "./SearchBox.module.css";

/** How many things of desks are suggested at most, before what documents say. */
const AT_DESKS = 5;

/** One box for names in any script, numbers, plates and text: suggests while somebody types. Enter searches, the arrow down goes to what is suggested or found. */
export function SearchBox({ q = "", large = false }: { q?: string; large?: boolean }) {
  const { t } = useLocale();
  const navigate = useNavigate();
  const list = useId();
  const [text, setText] = useState(q);
  const [open, setOpen] = useState(false);
  const [at, go] = useState(-1);
  const typed = text.trim();
  const found = useQuery({ ...typedQuery(typed, undefined, SUGGESTED), enabled: open && typed.length >= SHORTEST_TYPED, placeholderData: keepPreviousData });
  const [settled] = useDebouncedValue(typed, 200);
  const looking = open && typed.length >= SHORTEST_TYPED;
  const atDesks = useFoundAtDesks(settled, looking);
  const suggested = looking
    ? [
        ...atDesks.slice(0, AT_DESKS).map((one) => ({ id: one.id, line: <FoundDeskLine found={one} />, go: () => navigate({ to: one.to, search: one.search }) })),
        ...(found.data?.hits ?? []).map((hit) => ({ id: hit.id, line: <FoundLine hit={hit} />, go: () => navigate({ to: "/entities/$id", params: { id: hit.id } }) })),
      ]
    : [];
  const shown = suggested.length > 0;
  const close = () => {
    setOpen(false);
    go(-1);
  };
  /** What is suggested at an index (what the mouse only rests on is no choice); after the last one stands the search itself. */
  const choose = (index: number) => {
    const chosen = suggested[index];
    close();
    if (chosen !== undefined) void chosen.go();
    else if (typed !== "") void navigate({ to: "/search", search: { q: typed } });
  };
  return (
    <form
      role="search"
      className={classes.box}
      onSubmit={(event) => {
        event.preventDefault();
        choose(at);
      }}
      onBlur={close}
    >
      <TextInput
        data-search-box
        type="text"
        dir="auto"
        autoComplete="off"
        enterKeyHint="search"
        size={large ? "lg" : "sm"}
        role="combobox"
        aria-autocomplete="list"
        aria-expanded={shown}
        aria-controls={shown ? list : undefined}
        aria-activedescendant={shown && at >= 0 ? `${list}-${at}` : undefined}
        aria-label={t("search.label")}
        placeholder={t("search.placeholder")}
        value={text}
        leftSection={<Icon name="search" size={large ? 22 : 16} />}
        rightSection={<Kbd size="xs">/</Kbd>}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setOpen(true);
          go(-1);
        }}
        onKeyDown={(event) => {
          if (event.key === "ArrowDown" && !shown) {
            const hit = document.querySelector<HTMLElement>("[data-hit]");
            if (hit === null) return;
            hit.focus();
          } else if (event.key === "ArrowDown") go(Math.min(suggested.length, at + 1));
          else if (event.key === "ArrowUp" && shown) go(Math.max(-1, at - 1));
          else if (event.key === "Escape" && shown) close();
          else if (event.key === "Escape") {
            if (text === "") event.currentTarget.blur();
            setText("");
            return;
          } else return;
          event.preventDefault();
        }}
      />
      {shown && (
        <div id={list} role="listbox" aria-label={t("search.suggested")} className={classes.list} data-suggested={found.isPlaceholderData ? undefined : typed} onMouseDown={(event) => { event.preventDefault(); }}>
          {suggested.map((one, index) => (
            <div key={one.id} id={`${list}-${index}`} role="option" aria-selected={index === at} className={classes.option} onClick={() => { choose(index); }}>
              {one.line}
            </div>
          ))}
          <div id={`${list}-${suggested.length}`} role="option" aria-selected={at === suggested.length} className={classes.option} onClick={() => { choose(suggested.length); }}>
            {t("search.suggested.all")} <Data>{typed}</Data>
          </div>
        </div>
      )}
    </form>
  );
}
