-- the offers of one merchant, those of one group side by side: the order in which feeds are written
create index offers_in_groups on offers (merchant_id, (coalesce(group_key, '')) collate "C", product_id, id) where shown;

-- a merchant's feed for a destination. secret stands in its address and never changes; closed_at: disconnected
-- due_at: when it is written next; changed_at: when the graph last changed under it; begun_at: when it was last begun
-- pace_ms: the least time between two writings of a feed that keeps changing; main_file, folder: what is published, once something is
-- shards: into how many files its items are spread; it only grows, so that an item stays where it is
create table feeds (
    merchant_id text not null references merchants (id),
    platform text not null,
    secret text not null unique,
    opened_at timestamptz not null,
    closed_at timestamptz,
    confirmed_at timestamptz,
    due_at timestamptz not null,
    changed_at timestamptz,
    begun_at timestamptz,
    pace_ms bigint not null default 0,
    shards int not null default 1,
    folder text,
    main_file text,
    items bigint not null default 0,
    left_out bigint not null default 0,
    published_at timestamptz,
    held_back_since timestamptz,
    failures int not null default 0,
    message text,
    error_code text,
    error_message text,
    lease_holder text,
    lease_until timestamptz,
    primary key (merchant_id, platform)
);

create index on feeds (due_at) where closed_at is null;

-- the files of what is published; changed_at: since when the file has these bytes
create table feed_files (
    merchant_id text not null,
    platform text not null,
    name text not null,
    content_type text not null,
    bytes bigint not null,
    digest text not null,
    changed_at timestamptz not null,
    primary key (merchant_id, platform, name),
    foreign key (merchant_id, platform) references feeds (merchant_id, platform)
);

-- one row each time a feed was written; outcome: PUBLISHED, UNCHANGED, EMPTY, HELD_BACK
create table feed_runs (
    id bigint generated always as identity primary key,
    merchant_id text not null,
    platform text not null,
    started_at timestamptz not null,
    took_ms bigint not null,
    outcome text not null,
    items bigint not null,
    left_out bigint not null
);

create index on feed_runs (merchant_id, platform, id desc);

-- what pre-flight found in a run, counted; examples are ids of items
create table feed_faults (
    run bigint not null references feed_runs (id) on delete cascade,
    rule text not null,
    field text not null,
    source text not null,
    outcome text not null,
    count bigint not null,
    change text not null,
    examples text[] not null,
    primary key (run, rule, field, outcome)
);

-- the group id that was made for an offer whose shop names no group; it never changes
create table feed_groups (
    offer_id text collate "C" primary key,
    group_id text not null
);
