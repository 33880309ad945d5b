-- Who has a complaint is now a sign among its words, so that a search goes over
-- what is in sight and nothing else. All words are added anew, as after the
-- filing: within a minute for a million complaints.

insert into complaint_words (complaint_words)
values ('delete-all');

delete from word;

delete from setting
where name = 'words_position';
