-- The same shape as on SQLite, under the same number and name. What differs is
-- written down here once:
--
-- Figures are kept in slots, so that one row is not everybody's lock: a
-- complaint counts in the slot of its number, and a figure is the sum over all
-- slots. Whoever changes a figure raises the version of its slot last of all in
-- the transaction and marks the row with it; whoever follows the figures reads
-- the rows with a later version than the one that was seen. So rows that stand
-- at nothing stay.
--
-- A slot also gives out places in the order of filing (`filing`), from the
-- database's clock: several servers file at once and none of them counts.
--
-- Numbers are bigint, what is true or false is boolean. Text that is put in an
-- order is compared by its bytes, as on SQLite.

create table complaint (
  ticket bigint primary key not null,
  version bigint not null,
  state text not null,
  category text not null,
  district text not null,
  department text,
  channel text not null,
  received_at bigint not null,
  updated_at bigint not null,
  due_at bigint not null,
  promised_at bigint,
  resolved_at bigint,
  closed_at bigint,
  reason text,
  confirmed boolean,
  reopened boolean not null,
  merged_into bigint,
  asks bigint not null,
  asked_at bigint,
  transfers bigint not null,
  forwarded boolean not null,
  reminded_at bigint,
  level bigint not null,
  place text,
  text text not null,
  name text,
  mobile text,
  language text not null,
  notice text not null,
  key_version bigint not null
);

create table event (
  ticket bigint not null,
  version bigint not null,
  at bigint not null,
  kind text not null,
  actor text not null,
  from_state text,
  to_state text not null,
  department text,
  reason text,
  due_at bigint,
  level bigint,
  text text,
  text_digest bytea,
  hash bytea not null,
  primary key (ticket, version)
);

create table figure_slot (
  slot bigint primary key not null,
  version bigint not null,
  position bigint not null
);

insert into figure_slot (slot, version, position)
values (0, 0, 0), (1, 0, 0), (2, 0, 0), (3, 0, 0), (4, 0, 0), (5, 0, 0), (6, 0, 0), (7, 0, 0),
  (8, 0, 0), (9, 0, 0), (10, 0, 0), (11, 0, 0), (12, 0, 0), (13, 0, 0), (14, 0, 0), (15, 0, 0);

-- What is absent is an empty text or -1, because it is part of the key.
create table figure (
  slot bigint not null,
  day bigint not null,
  department text not null,
  district text not null,
  category text not null,
  channel text not null,
  kind text not null,
  reason text not null,
  confirmed boolean not null,
  reopened boolean not null,
  tenths bigint not null,
  count bigint not null check (count >= 0),
  version bigint not null,
  primary key (slot, day, department, district, category, channel, kind, reason, confirmed, reopened, tenths)
);

create index figure_by_version
on figure (slot, version);

-- In which order complaints came, and which of them cannot be searched yet.
create table filing (
  position bigint primary key not null,
  ticket bigint not null,
  has_words boolean not null
);

create unique index filing_by_ticket
on filing (ticket);

create index filing_without_words
on filing (position)
where not has_words;

-- The scope is 0 for filing, else the ticket that was acted on.
create table idempotency (
  key bytea not null,
  scope bigint not null,
  digest bytea not null,
  ticket bigint not null,
  created_at bigint not null,
  primary key (key, scope)
);

-- Kept for numbers that do not exist as well: nobody shall tell them apart.
create table pin_try (
  ticket bigint primary key not null,
  tries bigint not null,
  locked_until bigint not null,
  last_at bigint not null
);

create table setting (
  name text primary key not null,
  value text not null
);
