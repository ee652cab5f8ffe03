-- when the platform first called at the hook: until then it is not known whether anybody has set that up
alter table syncs add column heard_at timestamptz;
