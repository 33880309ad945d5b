-- When words, contact and photos of a complaint were erased, as on SQLite.

alter table complaint
add column erased_at bigint;

create index complaint_with_words
on complaint (updated_at, ticket)
where erased_at is null
and state in ('closed', 'not_tenable', 'duplicate', 'withdrawn');
