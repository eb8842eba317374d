-- How many mails each person was sent within the hour, counted before they are; addresses are hashed. Only the owner counts.
create table mail_sent (
  recipient text primary key,
  mails integer not null,
  since timestamptz not null
);
