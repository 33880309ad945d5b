-- With which complaint one was joined stands in its history, so that the chain
-- holds it. Events from before do not say it: what they say was sealed without.

alter table event
add column merged_into integer;

-- The duplicates of a complaint.
create index complaint_by_merged_into
on complaint (merged_into)
where merged_into is not null;
