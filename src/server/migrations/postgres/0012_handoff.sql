-- Words that prove whose handle it is, as on SQLite.

create table handoff (
  claim bytea primary key not null,
  ticket bigint not null,
  word text not null,
  created_at bigint not null,
  good_until bigint not null,
  proven_at bigint
);

create index handoff_by_ticket
on handoff (ticket, good_until);
