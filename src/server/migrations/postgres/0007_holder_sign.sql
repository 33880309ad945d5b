-- Who has a complaint is a sign among its words. No database of this kind is from
-- before that, so nothing is to be done; the number is kept for both kinds to
-- count alike.

select 1;
