-- Who of the desk took a step, beside as whom. And the moment at which the next
-- thing happens to a complaint by itself: the program works it out with every
-- step and keeps it here, so that the job finds in one index what is to be done.

alter table event
add column staff text;

alter table complaint
add column wakes_at integer;

-- For complaints from before: as the program works it out. 86400 seconds are a
-- day. A solved complaint closes after 15 days, one that is without reply to two
-- requests after 15, a late one goes to the next level at 0, 7 and 14 days.
update complaint
set wakes_at = case
  when state = 'resolved'
    then resolved_at + 15 * 86400
  when state = 'need_info' and asks >= 2 and (level >= 3 or asked_at + 15 * 86400 < due_at + level * 7 * 86400)
    then asked_at + 15 * 86400
  when state in ('received', 'under_review', 'need_info', 'forwarded', 'in_progress', 'reopened') and level < 3
    then due_at + level * 7 * 86400
  else null
end;

create index complaint_by_wakes_at
on complaint (wakes_at);
