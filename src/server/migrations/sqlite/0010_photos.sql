-- Photos that came with a complaint. Each is a row whose key is the event that
-- brought it, so that the chain of the history holds what was to be seen on it
-- (event.text_digest). The complaint keeps how many there were, also after they
-- were erased: at most three ever come.
--
-- A picture is in its row or, where `picture` is null, in the folder of the
-- setting, in a file called after `id`. It stands last: whoever lists photos
-- reads none of it.

create table photo (
  ticket integer not null,
  version integer not null,
  id blob not null,
  size integer not null,
  width integer not null,
  height integer not null,
  picture blob,
  primary key (ticket, version)
) strict;

alter table complaint
add column photos integer not null default 0;

-- Which files must be in the folder.
create index photo_in_folder
on photo (id)
where picture is null;
