-- Who of the desk took a step, and when the next thing happens to a complaint by
-- itself, as on SQLite.
--
-- What one process does for all of them it does under a lease: it takes the row
-- until a moment and goes on taking it; when it stops, another one does.

alter table event
add column staff text;

alter table complaint
add column wakes_at bigint;

create index complaint_by_wakes_at
on complaint (wakes_at, ticket);

create table lease (
  name text primary key not null,
  holder text not null,
  until bigint not null
);
