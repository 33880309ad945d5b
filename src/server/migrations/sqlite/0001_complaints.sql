-- A complaint is one row: where it stands, and what the citizen wrote. Its
-- history is append-only. Figures are one row a facet, changed in the
-- transaction of each step, never counted on request.
--
-- Keys are made by the program, there are no triggers and no sequences, so that
-- the same shape works on PostgreSQL and the engines compatible with it.
-- Moments are seconds since 1970; lists are kept as their codes, because the
-- places on a list may change.

create table complaint (
  ticket integer not null,
  version integer not null,
  state text not null,
  category text not null,
  district text not null,
  department text,
  channel text not null,
  received_at integer not null,
  updated_at integer not null,
  due_at integer not null,
  promised_at integer,
  resolved_at integer,
  closed_at integer,
  reason text,
  confirmed integer,
  reopened integer not null,
  merged_into integer,
  asks integer not null,
  asked_at integer,
  transfers integer not null,
  forwarded integer not null,
  reminded_at integer,
  level integer not null,
  place text,
  text text not null,
  name text,
  mobile text,
  language text not null,
  notice text not null,
  key_version integer not null
) strict;

-- Beside the rows and not their order: tickets are random, and new complaints
-- go to the end of the table.
create unique index complaint_by_ticket
on complaint (ticket);

create table event (
  ticket integer not null,
  version integer not null,
  at integer not null,
  kind text not null,
  actor text not null,
  from_state text,
  to_state text not null,
  department text,
  reason text,
  due_at integer,
  level integer,
  text text,
  text_digest blob,
  hash blob not null,
  primary key (ticket, version)
) strict, without rowid;

-- What is absent is an empty text or -1, because it is part of the key.
create table figure (
  day integer not null,
  department text not null,
  district text not null,
  category text not null,
  channel text not null,
  kind text not null,
  reason text not null,
  confirmed integer not null,
  reopened integer not null,
  tenths integer not null,
  count integer not null check (count >= 0),
  primary key (day, department, district, category, channel, kind, reason, confirmed, reopened, tenths)
) strict, without rowid;

-- The scope is 0 for filing, else the ticket that was acted on.
create table idempotency (
  key blob not null,
  scope integer not null,
  digest blob not null,
  ticket integer not null,
  created_at integer not null,
  primary key (key, scope)
) strict, without rowid;

-- Kept for numbers that do not exist as well: nobody shall tell them apart.
create table pin_try (
  ticket integer primary key not null,
  tries integer not null,
  locked_until integer not null,
  last_at integer not null
) strict;

create table setting (
  name text primary key not null,
  value text not null
) strict, without rowid;
