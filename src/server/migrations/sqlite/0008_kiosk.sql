-- A kiosk is the terminal of a centre. It is enrolled once, with a code from the
-- command line; of the code only a keyed digest is kept until it is used, and of
-- the token that the terminal gets for it only the digest. A disabled kiosk keeps
-- its row and its token, so that the terminal can be told what has happened, and
-- its number is never given out again: it stands on slips.
--
-- Which kiosk a complaint came from stands beside the complaint: few have one.

create table kiosk (
  id integer primary key not null,
  name text not null,
  district text not null,
  code blob,
  code_expires_at integer not null,
  token blob,
  created_at integer not null,
  enrolled_at integer,
  seen_at integer,
  disabled_at integer
) strict;

create unique index kiosk_by_code
on kiosk (code)
where code is not null;

create unique index kiosk_by_token
on kiosk (token)
where token is not null;

create table kiosk_complaint (
  kiosk integer not null,
  received_at integer not null,
  ticket integer not null,
  primary key (kiosk, received_at, ticket)
) strict, without rowid;

create unique index kiosk_complaint_by_ticket
on kiosk_complaint (ticket);
