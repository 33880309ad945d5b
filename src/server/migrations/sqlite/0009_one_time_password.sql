-- A one-time password is valid for some days: until when stands beside it, and
-- where nothing stands the password is the person's own. Those that wait to be
-- used get the days from the making of their account.

alter table staff
add column one_time_until integer;

update staff
set one_time_until = created_at + 7 * 86400
where must_change = 1;

alter table staff
drop column must_change;
