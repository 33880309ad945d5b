-- Whoever posted a complaint may prove that the handle is theirs: they say a word
-- there that was shown to them here. The word is public once it was said, so what is
-- opened is known by a claim that only their browser has, and only its digest is
-- kept. PIN and key are derived, as always.

create table handoff (
  claim blob primary key not null,
  ticket integer not null,
  word text not null,
  created_at integer not null,
  good_until integer not null,
  proven_at integer
) strict, without rowid;

create index handoff_by_ticket
on handoff (ticket, good_until);
