-- Staff sign in with a name, a password and, for some, a code. Nothing here
-- opens anything by itself: passwords are hashed with a key that only the
-- server has, second factors are sealed with another, and of a session only the
-- digest of its token is kept.
--
-- Departments are their codes, joined by commas: they are always read together.

create table staff (
  name text primary key not null,
  role text not null,
  departments text not null,
  district text,
  password text not null,
  must_change integer not null,
  factor blob,
  factor_step integer not null,
  disabled integer not null,
  created_at integer not null
) strict, without rowid;

create table session (
  token blob primary key not null,
  name text not null,
  created_at integer not null,
  seen_at integer not null
) strict, without rowid;

create index session_by_name
on session (name);

-- Kept for names that do not exist as well: nobody shall tell them apart.
create table sign_in_try (
  name text primary key not null,
  tries integer not null,
  locked_until integer not null,
  last_at integer not null
) strict, without rowid;
