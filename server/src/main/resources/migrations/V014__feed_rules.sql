-- what a merchant wants said differently in a feed: every change is a further version, rules as people write them
create table feed_rules (
    merchant_id text not null,
    platform text not null,
    version int not null,
    rules text[] not null,
    why text not null,
    made_at timestamptz not null,
    primary key (merchant_id, platform, version)
);
