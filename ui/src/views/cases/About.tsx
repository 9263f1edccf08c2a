import { Anchor, Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";

import type { Reference } from "@/core/casework";
import { separator } from "@/i18n/separator";

import { PlainValue } from "@/parts/Value";

/** The things a note or task is about, each with its address. */
export function About({ about }: { about: Reference[] }) {
  if (about.length === 0) return null;
  return (
    <Text size="xs" component="div">
      {about.map((item, index) => (
        <span key={item.entity}>
          {index > 0 && separator()}
          <Anchor component={Link} to={`/entities/${item.entity}`} size="xs">
            <PlainValue value={item.name || item.entity.slice(0, 8)} />
          </Anchor>
        </span>
      ))}
    </Text>
  );
}
