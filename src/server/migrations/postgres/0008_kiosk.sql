-- Kiosks, and which complaints came from them, as on SQLite.

create table kiosk (
  id bigint primary key not null,
  name text not null,
  district text not null,
  code bytea,
  code_expires_at bigint not null,
  token bytea,
  created_at bigint not null,
  enrolled_at bigint,
  seen_at bigint,
  disabled_at bigint
);

create unique index kiosk_by_code
on kiosk (code)
where code is not null;

create unique index kiosk_by_token
on kiosk (token)
where token is not null;

create table kiosk_complaint (
  kiosk bigint not null,
  received_at bigint not null,
  ticket bigint not null,
  primary key (kiosk, received_at, ticket)
);

create unique index kiosk_complaint_by_ticket
on kiosk_complaint (ticket);
