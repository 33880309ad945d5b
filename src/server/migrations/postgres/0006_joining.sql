-- With which complaint one was joined stands in its history, as on SQLite.

alter table event
add column merged_into bigint;

-- The duplicates of a complaint.
create index complaint_by_merged_into
on complaint (merged_into)
where merged_into is not null;
