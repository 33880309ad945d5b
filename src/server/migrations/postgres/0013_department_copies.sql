-- Numbers that departments' systems gave to what was forwarded to them, as on SQLite.

create table department_copy (
  ticket bigint not null,
  version bigint not null,
  department text not null,
  foreign_id text,
  sent_at bigint not null,
  primary key (ticket, version)
);

create index department_copy_by_foreign_id
on department_copy (department, foreign_id)
where foreign_id is not null;
