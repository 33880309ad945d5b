-- What goes out, as on SQLite. Several servers take letters out at once: each
-- row is locked by one of them and passed by the others.

create table outbox (
  ticket bigint not null,
  version bigint not null,
  way text not null,
  template text not null,
  state text not null check (state in ('waiting', 'sent', 'failed')),
  tries bigint not null,
  unanswered bigint not null,
  created_at bigint not null,
  next_at bigint not null,
  give_up_at bigint not null,
  tried_at bigint,
  done_at bigint,
  error text,
  primary key (ticket, version, way)
);

create index outbox_waiting
on outbox (way, next_at)
where state = 'waiting';

create index outbox_sent
on outbox (way, done_at)
where state = 'sent';

create index outbox_failed
on outbox (way, done_at)
where state = 'failed';

-- For the event file of a day.
create index event_by_time
on event (at);
