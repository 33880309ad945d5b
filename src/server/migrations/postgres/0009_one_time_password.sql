-- Until when a one-time password is valid; where nothing stands the password is
-- the person's own, as on SQLite.

alter table staff
add column one_time_until bigint;
