-- Words, contact and photos of a complaint may be erased. That is a step of its
-- history, and when it was stands beside the complaint: nothing else is taken to
-- have no words. The digests of what was erased stay, so that the chain holds.
--
-- The job finds those that are old enough in an index of the ones that nobody has
-- to act on or to answer, and that still have words; filing pays nothing for it.

alter table complaint
add column erased_at integer;

create index complaint_with_words
on complaint (updated_at, ticket)
where erased_at is null
and state in ('closed', 'not_tenable', 'duplicate', 'withdrawn');
