import { Button, Group } from "@mantine/core";
import { Link } from "@tanstack/react-router";

import { Data } from "@/design/Text";

import { usePlaces } from "./usePlaces";

/** What is done at a desk most, the first as the main button. */
export function DeskButtons({ desk }: { desk: string }) {
  const buttons = usePlaces().find((one) => one.desk.name === desk)?.buttons ?? [];
  if (buttons.length === 0) return null;
  return (
    <Group gap="sm" data-buttons>
      {buttons.map((place, at) => <Button key={place.to} variant={at === 0 ? "filled" : "default"} renderRoot={(props) => <Link to="/desks/$desk/$" params={{ desk, _splat: place.to }} {...props} />}><Data>{place.title}</Data></Button>)}
    </Group>
  );
}
