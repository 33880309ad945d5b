-- What is forwarded to a department also goes to its own system, if it has one
-- that takes it. Under which number that system keeps it is known by the event of
-- forwarding; null where it gave none. Its updates name that number or ours.

create table department_copy (
  ticket integer not null,
  version integer not null,
  department text not null,
  foreign_id text,
  sent_at integer not null,
  primary key (ticket, version)
) strict, without rowid;

create index department_copy_by_foreign_id
on department_copy (department, foreign_id)
where foreign_id is not null;
