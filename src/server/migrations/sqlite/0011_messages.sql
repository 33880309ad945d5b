-- Posts that citizens write to the office elsewhere are messages, until the team
-- has looked at them. A message is known by its channel and the name of its post
-- there, so that however often and in whatever order it is read, copied or
-- imported, it is one row. It keeps the first words of the post (`version` counts
-- from 0) and notes what became of them.
--
-- Where reading goes on (`intake.place`, in the channel's own words) is written
-- in the transaction of the messages that were read up to there.
--
-- Personal numbers are masked before anything gets here; the mobile number that
-- stood in the text is the contact, as in `complaint`.

create table message (
  channel text not null,
  post text not null,
  latest text not null,
  version integer not null,
  edits integer not null,
  conversation text not null,
  author text not null,
  handle text not null,
  name text,
  text text not null,
  edited_text text,
  mobile text,
  language text not null,
  link text,
  photos text not null,
  urgent integer not null,
  posted_at integer not null,
  posted_day integer not null,
  came_at integer not null,
  state text not null check (state in ('waiting', 'filed', 'attached', 'screened')),
  ticket integer,
  reason text,
  decided_by text,
  decided_at integer,
  settled integer not null,
  primary key (channel, post)
) strict, without rowid;

create index message_waiting
on message (urgent desc, posted_at desc, post desc)
where state = 'waiting';

create index message_oldest
on message (channel, posted_at)
where state = 'waiting';

create index message_by_thread
on message (channel, conversation, author);

create index message_by_author
on message (channel, author, posted_at);

create index message_by_ticket
on message (ticket)
where ticket is not null;

-- Those that are about to be written into the history of their complaint.
create index message_unsettled
on message (decided_at)
where settled = 0;

-- The public count of screened messages.
create index message_screened
on message (posted_day, channel)
where state = 'screened';

create table intake (
  channel text primary key not null,
  place text,
  last_success integer,
  last_post text,
  last_post_at integer,
  error text,
  error_since integer,
  errors integer not null,
  note text,
  rests_until integer,
  limit_left integer,
  limit_reset integer,
  gap integer
) strict, without rowid;

-- What a channel costs, by month of the Indian calendar, in thousandths of a US
-- dollar. A reply is written down before it is posted.
create table spending (
  channel text not null,
  month text not null,
  mills integer not null,
  primary key (channel, month)
) strict, without rowid;
