-- The desk's questions, as on SQLite: a list merges the states that it wants, each
-- from an index in the order of due dates.

alter table complaint
add column handler text;

alter table complaint
add column email text;

create index complaint_by_state
on complaint (state, due_at, ticket);

create index closed_complaint_by_category
on complaint (category, due_at, ticket)
where state in ('resolved', 'closed', 'not_tenable', 'duplicate', 'withdrawn');

create index closed_complaint_by_district
on complaint (district, due_at, ticket)
where state in ('resolved', 'closed', 'not_tenable', 'duplicate', 'withdrawn');

create index closed_complaint_by_department
on complaint (department, due_at, ticket)
where state in ('resolved', 'closed', 'not_tenable', 'duplicate', 'withdrawn');

create index closed_complaint_by_channel
on complaint (channel, due_at, ticket)
where state in ('resolved', 'closed', 'not_tenable', 'duplicate', 'withdrawn');

create index complaint_by_handler
on complaint (handler, due_at, ticket)
where handler is not null;

create index complaint_by_receipt
on complaint (received_at);

-- The words and signs of each complaint under its place in the order of filing.
-- A plain table and no full-text index: a page of what is found is the end of a
-- range of the key, and every engine has one. No text is kept in it.
create table complaint_word (
  word text collate "C" not null,
  position bigint not null,
  primary key (word, position)
);

-- By complaint, for the few whose words change.
create index complaint_word_by_position
on complaint_word (position);

-- Every word, with how many complaints hold it.
create table word (
  word text collate "C" primary key not null,
  complaints bigint not null
);
