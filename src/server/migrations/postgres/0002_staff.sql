-- Accounts, sessions and wrong tries, as on SQLite.

create table staff (
  name text collate "C" primary key not null,
  role text not null,
  departments text not null,
  district text,
  password text not null,
  factor bytea,
  factor_step bigint not null,
  disabled boolean not null,
  created_at bigint not null
);

create table session (
  token bytea primary key not null,
  name text not null,
  created_at bigint not null,
  seen_at bigint not null
);

create index session_by_name
on session (name);

-- Kept for names that do not exist as well: nobody shall tell them apart.
create table sign_in_try (
  name text primary key not null,
  tries bigint not null,
  locked_until bigint not null,
  last_at bigint not null
);
