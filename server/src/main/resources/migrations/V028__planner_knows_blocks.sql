-- Asking for thousands of blocks at once, the planner holds each against every frequent value it knows: one will do.
alter table match_keys
    alter column key set statistics 1,
    alter column listing set statistics 1;
