-- restores: the earlier version whose rules it put in force again
alter table feed_rules add column restores int;

update feed_rules set restores = substring(why from 'as in version (\d+)')::int where why ~ '^as in version \d+$';
