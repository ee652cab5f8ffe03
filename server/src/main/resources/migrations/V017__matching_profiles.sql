-- what matching looks at in a listing, as it was when it was matched; null in rows of before
alter table matches add column profile text;
