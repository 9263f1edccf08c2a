"use strict";
// Checks a bundle without network: SHA-256 (FIPS 180-4), SHA-512 and Ed25519 (RFC 8032) are written out, since not every browser has them for pages from the disk.

const K = [], H0 = [];
{
  const primes = [];
  for (let n = 2; primes.length < 80; n++) if (primes.every((p) => n % p)) primes.push(n);
  const root = (n, degree) => { // floor(2^64 times the fraction of the square or cube root)
    const wanted = BigInt(n) << (64n * BigInt(degree));
    let low = 0n, high = 1n << 70n;
    while (low < high) { const middle = (low + high + 1n) >> 1n; if (middle ** BigInt(degree) <= wanted) low = middle; else high = middle - 1n; }
    return low & 0xffffffffffffffffn;
  };
  for (const p of primes) K.push(root(p, 3));
  for (const p of primes.slice(0, 8)) H0.push(root(p, 2));
}
const K32 = new Int32Array(K.slice(0, 64).map((k) => Number(k >> 32n) | 0));

class Sha256 {
  constructor() { this.h = new Int32Array(H0.map((h) => Number(h >> 32n) | 0)); this.w = new Int32Array(64); this.rest = new Uint8Array(64); this.filled = 0; this.length = 0; }
  block(data, at) {
    const { h, w } = this;
    for (let i = 0; i < 16; i++, at += 4) w[i] = (data[at] << 24) | (data[at + 1] << 16) | (data[at + 2] << 8) | data[at + 3];
    for (let i = 16; i < 64; i++) {
      const a = w[i - 15], b = w[i - 2];
      w[i] = (w[i - 16] + w[i - 7] + (((a >>> 7) | (a << 25)) ^ ((a >>> 18) | (a << 14)) ^ (a >>> 3)) + (((b >>> 17) | (b << 15)) ^ ((b >>> 19) | (b << 13)) ^ (b >>> 10))) | 0;
    }
    let a = h[0], b = h[1], c = h[2], d = h[3], e = h[4], f = h[5], g = h[6], i = h[7];
    for (let t = 0; t < 64; t++) {
      const one = (i + (((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7))) + ((e & f) ^ (~e & g)) + K32[t] + w[t]) | 0;
      const two = ((((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10))) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      i = g; g = f; f = e; e = (d + one) | 0; d = c; c = b; b = a; a = (one + two) | 0;
    }
    h[0] += a; h[1] += b; h[2] += c; h[3] += d; h[4] += e; h[5] += f; h[6] += g; h[7] += i;
  }
  update(data) {
    this.length += data.length;
    let at = 0;
    if (this.filled > 0) {
      const taken = Math.min(64 - this.filled, data.length);
      this.rest.set(data.subarray(0, taken), this.filled);
      this.filled += taken; at = taken;
      if (this.filled < 64) return this;
      this.block(this.rest, 0); this.filled = 0;
    }
    for (; at + 64 <= data.length; at += 64) this.block(data, at);
    this.rest.set(data.subarray(at)); this.filled = data.length - at;
    return this;
  }
  hex() {
    const bits = this.length * 8, end = new Uint8Array(this.filled < 56 ? 64 - this.filled : 128 - this.filled);
    end[0] = 0x80;
    new DataView(end.buffer).setUint32(end.length - 8, Math.floor(bits / 2 ** 32));
    new DataView(end.buffer).setUint32(end.length - 4, bits >>> 0);
    this.update(end);
    return [...this.h].map((x) => (x >>> 0).toString(16).padStart(8, "0")).join("");
  }
}

function sha512(data) {
  const MASK = 0xffffffffffffffffn, turn = (x, n) => ((x >> n) | (x << (64n - n))) & MASK;
  const padded = new Uint8Array(Math.ceil((data.length + 17) / 128) * 128);
  padded.set(data); padded[data.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setBigUint64(padded.length - 8, BigInt(data.length) * 8n);
  const h = [...H0], w = new Array(80);
  for (let at = 0; at < padded.length; at += 128) {
    for (let i = 0; i < 16; i++) w[i] = view.getBigUint64(at + i * 8);
    for (let i = 16; i < 80; i++) w[i] = (w[i - 16] + w[i - 7] + (turn(w[i - 15], 1n) ^ turn(w[i - 15], 8n) ^ (w[i - 15] >> 7n)) + (turn(w[i - 2], 19n) ^ turn(w[i - 2], 61n) ^ (w[i - 2] >> 6n))) & MASK;
    let [a, b, c, d, e, f, g, i] = h;
    for (let t = 0; t < 80; t++) {
      const one = (i + (turn(e, 14n) ^ turn(e, 18n) ^ turn(e, 41n)) + ((e & f) ^ (~e & MASK & g)) + K[t] + w[t]) & MASK;
      const two = ((turn(a, 28n) ^ turn(a, 34n) ^ turn(a, 39n)) + ((a & b) ^ (a & c) ^ (b & c))) & MASK;
      i = g; g = f; f = e; e = (d + one) & MASK; d = c; c = b; b = a; a = (one + two) & MASK;
    }
    [a, b, c, d, e, f, g, i].forEach((x, n) => { h[n] = (h[n] + x) & MASK; });
  }
  const out = new Uint8Array(64);
  h.forEach((x, n) => new DataView(out.buffer).setBigUint64(n * 8, x));
  return out;
}

const P = 2n ** 255n - 19n, L = 2n ** 252n + 27742317777372353535851937790883648493n;
const mod = (x, m = P) => ((x % m) + m) % m;
const power = (x, n) => { let made = 1n; for (x = mod(x); n > 0n; n >>= 1n, x = mod(x * x)) if (n & 1n) made = mod(made * x); return made; };
const D = mod(-121665n * power(121666n, P - 2n)), ROOT = power(2n, (P - 1n) / 4n);
const little = (bytes) => bytes.reduceRight((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
function point(bytes) {
  const y = little(bytes) & (2n ** 255n - 1n), odd = BigInt(bytes[31] >> 7);
  if (y >= P) return null;
  const square = mod((y * y - 1n) * power(D * y * y + 1n, P - 2n));
  let x = power(square, (P + 3n) / 8n);
  if (mod(x * x) !== square) x = mod(x * ROOT);
  if (mod(x * x) !== square || (x === 0n && odd === 1n)) return null;
  if ((x & 1n) !== odd) x = P - x;
  return [x, y, 1n, mod(x * y)];
}
function plus([x1, y1, z1, t1], [x2, y2, z2, t2]) {
  const a = mod((y1 - x1) * (y2 - x2)), b = mod((y1 + x1) * (y2 + x2)), c = mod(2n * t1 * t2 * D), d = mod(2n * z1 * z2);
  const [e, f, g, h] = [b - a, d - c, d + c, b + a];
  return [mod(e * f), mod(g * h), mod(f * g), mod(e * h)];
}
function times(n, one) { let made = [0n, 1n, 1n, 0n]; for (let at = one; n > 0n; n >>= 1n, at = plus(at, at)) if (n & 1n) made = plus(made, at); return made; }
const BASE = (() => { const y = mod(4n * power(5n, P - 2n)), bytes = new Uint8Array(32); for (let i = 0, v = y; i < 32; i++, v >>= 8n) bytes[i] = Number(v & 255n); return point(bytes); })();
function signedBy(key, signature, data) {
  if (key.length !== 32 || signature.length !== 64) return false;
  const a = point(key), r = point(signature.subarray(0, 32)), s = little(signature.subarray(32));
  if (a === null || r === null || s >= L) return false;
  const all = new Uint8Array(64 + data.length);
  all.set(signature.subarray(0, 32)); all.set(key, 32); all.set(data, 64);
  const [x1, y1, z1] = times(s, BASE), [x2, y2, z2] = plus(r, times(mod(little(sha512(all)), L), a));
  return mod(x1 * z2 - x2 * z1) === 0n && mod(y1 * z2 - y2 * z1) === 0n;
}

const unhex = (text) => new Uint8Array((/^([0-9a-f]{2})*$/.test(text) ? text.match(/../g) ?? [] : []).map((two) => parseInt(two, 16)));
const fingerprint = (key) => new Sha256().update(key).hex().slice(0, 32).match(/..../g).join("-");
const bytesOf = async (blob) => new Uint8Array(await blob.arrayBuffer());

const BETWEEN = "(…)";

/** The entries of a ZIP that is not compressed, as slices of the file; null where it is none. What lies between or after them, which other programs may find, is one more: BETWEEN. */
async function unpacked(file) {
  const tail = await bytesOf(file.slice(Math.max(0, file.size - 66000)));
  const from = Math.max(0, file.size - 66000), view = new DataView(tail.buffer);
  let at = tail.length - 22;
  while (at >= 0 && view.getUint32(at, true) !== 0x06054b50) at--;
  if (at < 0) return null;
  let count = view.getUint16(at + 10, true), size = view.getUint32(at + 12, true), start = view.getUint32(at + 16, true);
  if ((count === 0xffff || size === 0xffffffff || start === 0xffffffff) && at >= 20 && view.getUint32(at - 20, true) === 0x07064b50) {
    const place = Number(view.getBigUint64(at - 12, true)), far = new DataView((await bytesOf(file.slice(place, place + 56))).buffer);
    count = Number(far.getBigUint64(32, true)); size = Number(far.getBigUint64(40, true)); start = Number(far.getBigUint64(48, true));
  }
  if (start + size > from + at) return null;
  const ranges = [];
  const list = await bytesOf(file.slice(start, start + size)), heads = new DataView(list.buffer), found = new Map();
  for (let p = 0, n = 0; n < count; n++) {
    if (p + 46 > list.length || heads.getUint32(p, true) !== 0x02014b50) return null;
    const [method, names, extra, comment] = [heads.getUint16(p + 10, true), heads.getUint16(p + 28, true), heads.getUint16(p + 30, true), heads.getUint16(p + 32, true)];
    let long = heads.getUint32(p + 24, true), where = heads.getUint32(p + 42, true);
    const name = new TextDecoder().decode(list.subarray(p + 46, p + 46 + names));
    for (let x = p + 46 + names; x + 4 <= p + 46 + names + extra; x += 4 + heads.getUint16(x + 2, true)) {
      if (heads.getUint16(x, true) !== 1) continue;
      let field = x + 4;
      if (long === 0xffffffff) { long = Number(heads.getBigUint64(field, true)); field += 16; } else if (heads.getUint32(p + 20, true) === 0xffffffff) field += 8;
      if (where === 0xffffffff) where = Number(heads.getBigUint64(field, true));
    }
    const head = new DataView((await bytesOf(file.slice(where, where + 30))).buffer);
    if (head.byteLength < 30 || head.getUint32(0, true) !== 0x04034b50 || method !== 0) found.set(name, new Blob([]));
    else {
      const body = where + 30 + head.getUint16(26, true) + head.getUint16(28, true), plain = heads.getUint32(p + 38, true) >>> 16 === 0o644 && comment === 0;
      ranges.push([where, body + long]);
      found.set(name, found.has(name) || !plain ? new Blob([]) : file.slice(body, body + long));
    }
    p += 46 + names + extra + comment;
  }
  let place = 0;
  for (const [begins, ends] of ranges.sort((a, b) => a[0] - b[0])) place = begins === place ? ends : -1;
  if (place !== start || from + at + 22 !== file.size) found.set(BETWEEN, new Blob([]));
  return found;
}

async function hashOf(blob, told) {
  const state = new Sha256(), step = 8 << 20;
  for (let at = 0; at < blob.size; at += step) { state.update(await bytesOf(blob.slice(at, at + step))); told(at); }
  return state.hex();
}

/** What a bundle is worth: whether it is signed, by which key, and which files are not as they were. */
async function checked(found, told) {
  const manifest = found.get("manifest.json"), signature = found.get("signature.json");
  if (!manifest || !signature) return null;
  let about, by;
  const data = await bytesOf(manifest), before = new TextEncoder().encode("tahqiq-bundle 1\n");
  try { by = JSON.parse(await signature.text()); } catch { by = {}; }
  const key = unhex(String(by.public ?? "")), all = new Uint8Array(before.length + data.length);
  all.set(before); all.set(data, before.length);
  const written = `{\n "algorithm": "Ed25519",\n "public": "${by.public}",\n "signature": "${by.signature}"\n}\n`;
  const signed = (await signature.text()) === written && /^[0-9a-f]{64}$/.test(by.public) && /^[0-9a-f]{128}$/.test(by.signature) && signedBy(key, unhex(String(by.signature ?? "")), all);
  try { about = JSON.parse(new TextDecoder().decode(data)); } catch { about = {}; }
  const files = [], listed = new Set(["manifest.json", "signature.json"]);
  for (const one of Array.isArray(about.files) ? about.files : []) {
    listed.add(one.path);
    const blob = found.get(one.path);
    const fault = blob === undefined ? "missing" : blob.size !== one.size || (await hashOf(blob, () => told(one.path))) !== one.sha256 ? "differs" : "";
    files.push({ ...one, fault });
  }
  for (const name of found.keys()) if (!listed.has(name)) files.push({ path: name, what: "", fault: "unknown" });
  return { about, signed, key: key.length === 32 ? fingerprint(key) : "", files, sound: signed && files.length > 0 && files.every((one) => one.fault === "") };
}

const words = JSON.parse(document.getElementById("words").textContent), byId = (id) => document.getElementById(id);
const element = (name, text, kind) => { const made = document.createElement(name); made.textContent = text; if (kind) made.className = kind; return made; };
/** What the manifest calls a fact or a file, in the language of the page; an exhibit with its number. */
const called = (name) => { const number = /^E\d+$/.test(name) ? name : ""; const word = words[`label-${number === "" ? name : "exhibit"}`] ?? name; return number === "" ? word : `${word} ${number}`; };
/** A moment (ISO 8601 UTC) without the parts of a second. */
const moment = (at) => String(at).replace(/^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}:\d{2})(\.\d+)?(Z|\+00:00)$/, "$1 $2 UTC");
byId("title").textContent = words.title; byId("offline").textContent = words.offline; byId("choose").textContent = words.choose; byId("folder").textContent = words.folder;

async function show(found) {
  const said = byId("said"), more = byId("more");
  said.removeAttribute("data-state"); more.replaceChildren();
  said.textContent = words.working;
  const answer = found === null ? null : await checked(found, (path) => { said.textContent = `${words.working} ${path}`; });
  if (answer === null) { said.dataset.state = "unsound"; said.textContent = words["no-bundle"]; return; }
  const faults = answer.files.filter((one) => one.fault !== "");
  said.textContent = answer.sound ? words.sound : words.unsound;
  said.dataset.state = answer.sound ? "sound" : "unsound";
  if (!answer.signed) more.append(element("p", words.signature));
  for (const one of faults) { const line = element("p", `${words[one.fault]} `); const name = element("code", one.path); name.dataset.fault = one.fault; line.append(name); more.append(line); }
  const table = document.createElement("table");
  for (const [name, value] of [["number", answer.about.number], ["title", answer.about.title], ["case", answer.about.case], ["audit_head", answer.about.audit_head], ...(answer.about.acts ?? []).map((act) => [act.act, `${act.by} · ${moment(act.at)}`])]) {
    const row = document.createElement("tr"), cell = element("td", String(value ?? "")); cell.dir = "auto";
    row.append(element("th", called(name)), cell); table.append(row);
  }
  more.append(element("h2", words.key), element("code", answer.key, "key"), element("p", words.compare), element("h2", words.about), table, element("h2", words.files));
  const list = document.createElement("table");
  for (const one of answer.files) {
    const row = document.createElement("tr");
    if (one.fault) row.dataset.fault = one.fault;
    const name = document.createElement("td"), hash = document.createElement("td");
    name.append(element("code", one.path)); hash.append(element("code", one.sha256 ?? ""));
    row.append(element("td", called(one.what)), name, hash, element("td", one.fault === "" ? "✓" : words[one.fault])); list.append(row);
  }
  more.append(list, element("p", words["not-authentic"]));
}
byId("zip").addEventListener("change", (event) => { const [file] = event.target.files; if (file) void unpacked(file).then(show); });
byId("dir").addEventListener("change", (event) => {
  const found = new Map([...event.target.files].map((file) => [file.webkitRelativePath.split("/").slice(1).join("/"), file]));
  if (found.size > 0) void show(found);
});
for (const name of ["dragover", "dragleave", "drop"]) byId("drop").addEventListener(name, (event) => {
  event.preventDefault();
  byId("drop").classList.toggle("over", name === "dragover");
  if (name === "drop" && event.dataTransfer.files[0]) void unpacked(event.dataTransfer.files[0]).then(show);
});
