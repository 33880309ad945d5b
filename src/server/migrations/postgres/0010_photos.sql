-- Photos that came with a complaint, as on SQLite.

create table photo (
  ticket bigint not null,
  version bigint not null,
  id bytea not null,
  size bigint not null,
  width bigint not null,
  height bigint not null,
  picture bytea,
  primary key (ticket, version)
);

alter table complaint
add column photos bigint not null default 0;

-- Which files must be in the folder.
create index photo_in_folder
on photo (id)
where picture is null;
