-- What goes out. A letter is a row written in the transaction of the event that
-- it tells of, and its key is that event and the way by which it goes, so that a
-- step that is repeated cannot write it twice. Nothing personal is in it: whom
-- it reaches and in which words is looked up when it is sent.
--
-- Whoever takes a letter out to send it raises `unanswered` and moves `next_at`
-- on; whoever learns what became of it sets `unanswered` back. A row that is due
-- and unanswered was being sent when the program stopped.

create table outbox (
  ticket integer not null,
  version integer not null,
  way text not null,
  template text not null,
  state text not null check (state in ('waiting', 'sent', 'failed')),
  tries integer not null,
  unanswered integer not null,
  created_at integer not null,
  next_at integer not null,
  give_up_at integer not null,
  tried_at integer,
  done_at integer,
  error text,
  primary key (ticket, version, way)
) strict, without rowid;

-- With what the health of a way is counted from, also after days without a
-- gateway.
create index outbox_waiting
on outbox (way, next_at, created_at, tried_at)
where state = 'waiting';

create index outbox_sent
on outbox (way, done_at)
where state = 'sent';

create index outbox_failed
on outbox (way, done_at)
where state = 'failed';

-- For the event file of a day. Events come in the order of their time, so a new
-- one goes to the end of the index; filing is not measurably slower by it.
create index event_by_time
on event (at);
