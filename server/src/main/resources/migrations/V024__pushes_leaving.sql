-- leaving_at: when it was ended; the row and its items stay until the destination has them no more
alter table pushes add column leaving_at timestamptz;
