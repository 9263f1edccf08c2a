import createClient from "openapi-fetch";

import type { paths } from "./schema";

/** The API of this server, typed by openapi.json (`make client`). The session is a cookie that scripts cannot read. */
export const api = createClient<paths>({ baseUrl: "/", credentials: "same-origin" });
