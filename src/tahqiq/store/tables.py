"""The tables of a workspace, once for both engines. docs/decisions/0003 and 0004 say why they are so."""

import re

from tahqiq.store.database import EngineName

VERSION = 11

# The text of a table is kept by SQLite, and a backup of what changed compares it with that of the backup
# before (tahqiq.store.backup.difference): a line that is too long goes on after a backslash, which leaves the
# text as it was.
_FIRST = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);

CREATE TABLE node (no INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, schema TEXT NOT NULL, \
namespace TEXT NOT NULL, key TEXT NOT NULL);
CREATE TABLE prop (no INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE value (no INTEGER PRIMARY KEY, hash BLOB NOT NULL UNIQUE, text TEXT NOT NULL);

CREATE TABLE data_class (
  no INTEGER PRIMARY KEY, case_id TEXT NOT NULL, compartment TEXT NOT NULL, handling TEXT NOT NULL, \
held_by INTEGER NOT NULL,
  UNIQUE (case_id, compartment, handling, held_by));
CREATE TABLE hold_release (
  class INTEGER NOT NULL, seq INTEGER NOT NULL, kind TEXT NOT NULL, at TEXT NOT NULL, actor TEXT NOT NULL, \
reason TEXT NOT NULL, PRIMARY KEY (class, seq));

CREATE TABLE source (
  no INTEGER PRIMARY KEY, sha256 TEXT NOT NULL, name TEXT NOT NULL, size INTEGER NOT NULL, \
state TEXT NOT NULL,
  format TEXT NOT NULL, reader_version INTEGER NOT NULL, mapping_name TEXT NOT NULL, mapping TEXT NOT NULL,
  case_id TEXT NOT NULL, class INTEGER NOT NULL, held_class INTEGER NOT NULL, grade TEXT,
  zone TEXT NOT NULL, zone_by TEXT NOT NULL, parent INTEGER, path TEXT NOT NULL,
  deposited_by TEXT NOT NULL, deposited_at TEXT NOT NULL, received_from TEXT NOT NULL, \
received_how TEXT NOT NULL, authority TEXT NOT NULL,
  records INTEGER NOT NULL, mapped INTEGER NOT NULL, problems INTEGER NOT NULL, statements INTEGER NOT NULL, \
facts INTEGER NOT NULL,
  manifest TEXT NOT NULL, published_at TEXT NOT NULL, note TEXT NOT NULL,
  original TEXT NOT NULL, id TEXT NOT NULL UNIQUE);
CREATE INDEX source_sha ON source (sha256);
CREATE TABLE part (source INTEGER NOT NULL, no INTEGER NOT NULL, kind TEXT NOT NULL, name TEXT NOT NULL, \
PRIMARY KEY (source, no));
CREATE TABLE custody (no INTEGER PRIMARY KEY, source INTEGER NOT NULL, at TEXT NOT NULL, \
actor TEXT NOT NULL, act TEXT NOT NULL, detail TEXT NOT NULL);
CREATE INDEX custody_source ON custody (source);
CREATE TABLE problem (
  source INTEGER NOT NULL, no INTEGER NOT NULL, code TEXT NOT NULL, part INTEGER NOT NULL, \
rowno INTEGER NOT NULL, colno INTEGER NOT NULL,
  field TEXT NOT NULL, value TEXT, records INTEGER NOT NULL, params TEXT NOT NULL, \
PRIMARY KEY (source, no)) WITHOUT ROWID;

CREATE TABLE statement (
  entity INTEGER NOT NULL, id BLOB NOT NULL, source INTEGER NOT NULL, prop INTEGER NOT NULL, \
value INTEGER NOT NULL, original INTEGER,
  lang TEXT NOT NULL, target INTEGER, part INTEGER NOT NULL, rowno INTEGER NOT NULL, colno INTEGER NOT NULL, \
class INTEGER NOT NULL, grade TEXT,
  PRIMARY KEY (entity, id, source)) WITHOUT ROWID;
CREATE INDEX statement_target ON statement (target, entity) WHERE target IS NOT NULL;
CREATE TABLE retraction (
  entity INTEGER NOT NULL, id BLOB NOT NULL, source INTEGER NOT NULL, seq INTEGER NOT NULL, \
kind TEXT NOT NULL,
  at TEXT NOT NULL, actor TEXT NOT NULL, reason TEXT NOT NULL, \
PRIMARY KEY (entity, id, source, seq)) WITHOUT ROWID;

CREATE TABLE fact_file (
  no INTEGER PRIMARY KEY, kind TEXT NOT NULL, layout TEXT NOT NULL, path TEXT NOT NULL, \
sha256 TEXT NOT NULL, rows INTEGER NOT NULL,
  bytes INTEGER NOT NULL, source INTEGER NOT NULL, classes TEXT NOT NULL, min_key INTEGER, max_key INTEGER, \
state TEXT NOT NULL);
CREATE INDEX fact_file_state ON fact_file (state, kind, layout);
CREATE TABLE fact_key (
  source INTEGER NOT NULL, part INTEGER NOT NULL, key INTEGER NOT NULL, kind TEXT NOT NULL, \
prefix BLOB NOT NULL,
  PRIMARY KEY (source, part, key)) WITHOUT ROWID;
CREATE INDEX fact_key_prefix ON fact_key (prefix);

CREATE TABLE erasure (
  no INTEGER PRIMARY KEY, source INTEGER NOT NULL, order_ref TEXT NOT NULL, state TEXT NOT NULL, \
requested_by TEXT NOT NULL, requested_at TEXT NOT NULL,
  approved_by TEXT NOT NULL, approved_at TEXT NOT NULL, counts TEXT NOT NULL);
CREATE TABLE tombstone (
  source INTEGER PRIMARY KEY, sha256 TEXT NOT NULL, erasure INTEGER NOT NULL, order_ref TEXT NOT NULL, \
requested_by TEXT NOT NULL, approved_by TEXT NOT NULL,
  at TEXT NOT NULL, counts TEXT NOT NULL);

CREATE TABLE person (
  id TEXT PRIMARY KEY, login TEXT NOT NULL UNIQUE, name TEXT NOT NULL, roles TEXT NOT NULL, \
password TEXT NOT NULL, locale TEXT NOT NULL,
  state TEXT NOT NULL, failures INTEGER NOT NULL, locked_until TEXT NOT NULL, created_at TEXT NOT NULL, \
created_by TEXT NOT NULL);
CREATE TABLE session (
  token BLOB PRIMARY KEY, person TEXT NOT NULL, kind TEXT NOT NULL, created_at TEXT NOT NULL, \
expires_at TEXT NOT NULL, seen_at TEXT NOT NULL);
CREATE TABLE case_file (id TEXT PRIMARY KEY, title TEXT NOT NULL, state TEXT NOT NULL, \
opened_at TEXT NOT NULL, opened_by TEXT NOT NULL);
CREATE TABLE case_member (case_id TEXT NOT NULL, person TEXT NOT NULL, added_at TEXT NOT NULL, \
added_by TEXT NOT NULL, PRIMARY KEY (case_id, person));
CREATE TABLE compartment (name TEXT PRIMARY KEY, title TEXT NOT NULL, opened_at TEXT NOT NULL, \
opened_by TEXT NOT NULL);
CREATE TABLE compartment_member (compartment TEXT NOT NULL, person TEXT NOT NULL, added_at TEXT NOT NULL, \
added_by TEXT NOT NULL, PRIMARY KEY (compartment, person));

CREATE TABLE job (
  no INTEGER PRIMARY KEY, number INTEGER NOT NULL, kind TEXT NOT NULL, recipe TEXT NOT NULL, \
actor TEXT NOT NULL, state TEXT NOT NULL, progress TEXT NOT NULL, result TEXT NOT NULL,
  holder TEXT NOT NULL, lease_until TEXT NOT NULL, cancel INTEGER NOT NULL, created_at TEXT NOT NULL, \
finished_at TEXT NOT NULL);
CREATE TABLE named_lock (name TEXT PRIMARY KEY, holder TEXT NOT NULL, until TEXT NOT NULL);
CREATE TABLE mapping_document (name TEXT NOT NULL, version INTEGER NOT NULL, text TEXT NOT NULL, \
saved_at TEXT NOT NULL, saved_by TEXT NOT NULL, PRIMARY KEY (name, version));
"""

_SECOND = """
CREATE TABLE case_document (
  no INTEGER PRIMARY KEY, id TEXT NOT NULL, version INTEGER NOT NULL, kind TEXT NOT NULL, \
case_id TEXT NOT NULL, title TEXT NOT NULL, body TEXT NOT NULL,
  classes TEXT NOT NULL, state TEXT NOT NULL, at TEXT NOT NULL, actor TEXT NOT NULL, UNIQUE (id, version));
CREATE INDEX case_document_case ON case_document (case_id, kind);

CREATE TABLE judgement (
  no INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, run TEXT NOT NULL, left_node INTEGER NOT NULL, \
right_node INTEGER NOT NULL, verdict TEXT NOT NULL,
  score DOUBLE PRECISION, model TEXT NOT NULL, evidence TEXT NOT NULL, classes TEXT NOT NULL, \
reason TEXT NOT NULL, machine TEXT NOT NULL,
  actor TEXT NOT NULL, at TEXT NOT NULL, supersedes TEXT NOT NULL, digest BLOB NOT NULL);
CREATE TABLE saved_mapping (
  case_id TEXT NOT NULL, name TEXT NOT NULL, version INTEGER NOT NULL, text TEXT NOT NULL, \
saved_at TEXT NOT NULL, saved_by TEXT NOT NULL,
  PRIMARY KEY (case_id, name, version));
CREATE TABLE reading (source INTEGER PRIMARY KEY, follows INTEGER NOT NULL, reason TEXT NOT NULL, \
actor TEXT NOT NULL, at TEXT NOT NULL);
CREATE INDEX reading_follows ON reading (follows);
CREATE TABLE analysis_result (
  no INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, analysis TEXT NOT NULL, case_id TEXT NOT NULL, \
recipe TEXT NOT NULL, sha256 TEXT NOT NULL,
  row_count INTEGER NOT NULL, classes TEXT NOT NULL, at TEXT NOT NULL, actor TEXT NOT NULL, \
body TEXT NOT NULL);
CREATE INDEX analysis_result_actor ON analysis_result (actor);
CREATE TABLE analysis_input (source INTEGER NOT NULL, result INTEGER NOT NULL, \
PRIMARY KEY (source, result)) WITHOUT ROWID;
CREATE TABLE linkage_model (
  id TEXT PRIMARY KEY, kind TEXT NOT NULL, parameters TEXT NOT NULL, records INTEGER NOT NULL, \
at TEXT NOT NULL, actor TEXT NOT NULL);
CREATE TABLE pair (
  left_node INTEGER NOT NULL, right_node INTEGER NOT NULL, classes TEXT NOT NULL, \
weight DOUBLE PRECISION NOT NULL, probability DOUBLE PRECISION NOT NULL,
  band TEXT NOT NULL, model TEXT NOT NULL, reasons TEXT NOT NULL, at TEXT NOT NULL, \
PRIMARY KEY (left_node, right_node, classes)) WITHOUT ROWID;
CREATE INDEX pair_right ON pair (right_node);
"""

_THIRD = """
CREATE TABLE derivation (
  source INTEGER NOT NULL, origin INTEGER NOT NULL, seq INTEGER NOT NULL, kind TEXT NOT NULL, \
at TEXT NOT NULL, actor TEXT NOT NULL, reason TEXT NOT NULL,
  PRIMARY KEY (source, origin, seq)) WITHOUT ROWID;
CREATE TABLE preference (person TEXT PRIMARY KEY, body TEXT NOT NULL, at TEXT NOT NULL);
"""

_FOURTH = """
CREATE TABLE field_account (
  source INTEGER PRIMARY KEY, fields_read INTEGER NOT NULL, fields_used INTEGER NOT NULL, \
fields_aside INTEGER NOT NULL, fields_problems INTEGER NOT NULL);
CREATE TABLE field_aside (
  source INTEGER NOT NULL, no INTEGER NOT NULL, part INTEGER NOT NULL, rowno INTEGER NOT NULL, \
colno INTEGER NOT NULL, kind TEXT NOT NULL,
  field TEXT NOT NULL, why TEXT NOT NULL, amount INTEGER NOT NULL, PRIMARY KEY (source, no)) WITHOUT ROWID;
"""

_FIFTH = """
ALTER TABLE job ADD COLUMN attempts INTEGER NOT NULL DEFAULT 0;
CREATE TABLE invitation (case_id TEXT NOT NULL, person TEXT NOT NULL, invited_at TEXT NOT NULL, \
invited_by TEXT NOT NULL, PRIMARY KEY (case_id, person));
CREATE TABLE stranger (name BLOB PRIMARY KEY, failures INTEGER NOT NULL, locked_until TEXT NOT NULL, \
at TEXT NOT NULL);
CREATE TABLE shelf_record (
  id TEXT NOT NULL, version INTEGER NOT NULL, kind TEXT NOT NULL, shape INTEGER NOT NULL, \
home TEXT NOT NULL, classes TEXT NOT NULL, state TEXT NOT NULL,
  at TEXT NOT NULL, actor TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (id, version)) WITHOUT ROWID;
CREATE INDEX shelf_record_kind ON shelf_record (kind, id);
CREATE TABLE shelf_reference (entity TEXT NOT NULL, record TEXT NOT NULL, kind TEXT NOT NULL, \
PRIMARY KEY (entity, record)) WITHOUT ROWID;
CREATE TABLE shelf_rests (no INTEGER PRIMARY KEY, classes TEXT NOT NULL UNIQUE);
CREATE TABLE shelf_table (kind TEXT PRIMARY KEY, name TEXT NOT NULL, made TEXT NOT NULL);
"""

_SIXTH = """
CREATE TABLE vault_identity (
  pseudonym TEXT PRIMARY KEY, compartment TEXT NOT NULL, kind TEXT NOT NULL, source TEXT NOT NULL, \
wrapped BLOB NOT NULL, state TEXT NOT NULL,
  at TEXT NOT NULL, actor TEXT NOT NULL);
CREATE INDEX vault_identity_source ON vault_identity (source);
CREATE TABLE vault_field (
  pseudonym TEXT NOT NULL, field TEXT NOT NULL, version INTEGER NOT NULL, sealed BLOB NOT NULL, \
PRIMARY KEY (pseudonym, field, version)) WITHOUT ROWID;
CREATE TABLE vault_sign (
  compartment TEXT NOT NULL, kind TEXT NOT NULL, tag BLOB NOT NULL, pseudonym TEXT NOT NULL, \
PRIMARY KEY (compartment, kind, tag, pseudonym)) WITHOUT ROWID;
CREATE INDEX vault_sign_pseudonym ON vault_sign (pseudonym);
CREATE TABLE vault_act (
  request TEXT NOT NULL, seq INTEGER NOT NULL, compartment TEXT NOT NULL, pseudonym TEXT NOT NULL, \
kind TEXT NOT NULL, actor TEXT NOT NULL,
  at TEXT NOT NULL, purpose TEXT NOT NULL, until TEXT NOT NULL, sealed BLOB NOT NULL, \
PRIMARY KEY (request, seq)) WITHOUT ROWID;
CREATE INDEX vault_act_pseudonym ON vault_act (pseudonym);
CREATE INDEX vault_act_kind ON vault_act (compartment, kind);
"""

_SEVENTH = """
ALTER TABLE saved_mapping ADD COLUMN compartment TEXT NOT NULL DEFAULT '';
"""

_EIGHTH = """
CREATE TABLE admission (compartment TEXT NOT NULL, person TEXT NOT NULL, asked_at TEXT NOT NULL, \
asked_by TEXT NOT NULL, PRIMARY KEY (compartment, person));
"""

_NINTH = """
CREATE TABLE log_outbox (no INTEGER PRIMARY KEY, entries TEXT NOT NULL);
CREATE TABLE register_number (home TEXT NOT NULL, kind TEXT NOT NULL, number TEXT NOT NULL, \
record TEXT NOT NULL, PRIMARY KEY (home, kind, number)) WITHOUT ROWID;
CREATE TABLE register_series (home TEXT NOT NULL, series TEXT NOT NULL, last_given INTEGER NOT NULL, \
PRIMARY KEY (home, series)) WITHOUT ROWID;
"""

_TENTH = """
CREATE TABLE vault_key (name TEXT PRIMARY KEY, proof BLOB NOT NULL, at TEXT NOT NULL);
"""

_ELEVENTH = """
ALTER TABLE shelf_record ADD COLUMN cited TEXT NOT NULL DEFAULT '';
ALTER TABLE case_document ADD COLUMN cited TEXT NOT NULL DEFAULT '';
"""

_VERSIONS = {
    1: _FIRST,
    2: _SECOND,
    3: _THIRD,
    4: _FOURTH,
    5: _FIFTH,
    6: _SIXTH,
    7: _SEVENTH,
    8: _EIGHTH,
    9: _NINTH,
    10: _TENTH,
    11: _ELEVENTH,
}


FORGET = "DELETE FROM shelf_table"
"""The tables that find records by their keys are not backed up: each is made again from the records when it
is first asked."""


def table_names() -> list[str]:
    """The names of all tables, in the order in which they are made."""
    return re.findall(r"^CREATE TABLE (\w+)", "".join(_VERSIONS.values()), re.MULTILINE)


def statements(engine: EngineName, version: int | None = None) -> list[str]:
    """The statements that make the tables for an engine: those that a version added, or of all versions for a
    new workspace."""
    script = "".join(_VERSIONS.values()) if version is None else _VERSIONS[version]
    if engine == "postgres":
        for old, new in (("INTEGER", "BIGINT"), ("BLOB", "BYTEA"), (" WITHOUT ROWID", "")):
            script = script.replace(old, new)
    return [part.strip() for part in script.split(";") if part.strip()]
