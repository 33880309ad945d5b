-- Posts that citizens write elsewhere, as on SQLite. Whatever takes posts of a
-- channel in or decides on where they belong locks the row of that channel in
-- `intake` first, so that a post is not put beside a thread that is being filed.

create table message (
  channel text not null,
  post text collate "C" not null,
  latest text not null,
  version bigint not null,
  edits bigint not null,
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
  urgent boolean not null,
  posted_at bigint not null,
  posted_day bigint not null,
  came_at bigint not null,
  state text not null check (state in ('waiting', 'filed', 'attached', 'screened')),
  ticket bigint,
  reason text,
  decided_by text,
  decided_at bigint,
  settled boolean not null,
  primary key (channel, post)
);

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
where not settled;

-- The public count of screened messages.
create index message_screened
on message (posted_day, channel)
where state = 'screened';

create table intake (
  channel text primary key not null,
  place text,
  last_success bigint,
  last_post text,
  last_post_at bigint,
  error text,
  error_since bigint,
  errors bigint not null,
  note text,
  rests_until bigint,
  limit_left bigint,
  limit_reset bigint,
  gap bigint
);

create table spending (
  channel text not null,
  month text not null,
  mills bigint not null,
  primary key (channel, month)
);
