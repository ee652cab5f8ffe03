-- how a partner shows itself on the hosted page
create table brandings (
    partner_id text primary key references partners (id),
    name text,
    color text,
    logo bytea,
    logo_type text
);

-- one permission to make a connection; token, cookie and reference are secrets and kept as SHA-256
-- reference: what the store on the other side sends back; outcome: SUCCESS, CANCELLED, ERROR
create table connect_sessions (
    id text primary key,
    token_hash bytea not null unique,
    partner_id text not null references partners (id),
    merchant_id text not null references merchants (id),
    asked_platform text,
    chosen_platform text,
    redirect_uri text not null,
    state text,
    reference_hash bytea unique,
    store text,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    started_at timestamptz,
    browser_hash bytea,
    finished_at timestamptz,
    outcome text,
    error text
);

create index on connect_sessions (expires_at);

-- sealed with a key of its own, which is sealed with the installation's key of that id
create table credentials (
    merchant_id text not null references merchants (id),
    platform text not null,
    key_id text not null,
    sealed_key bytea not null,
    sealed bytea not null,
    primary key (merchant_id, platform)
);

-- how far a source has been read
-- place: the source's own word, within a run; since: what changed after that is read by the next run
create table syncs (
    merchant_id text not null references merchants (id),
    platform text not null,
    store text not null,
    currency text,
    hook text unique,
    place text,
    since timestamptz,
    run_started_at timestamptz,
    full_run boolean not null default true,
    full_run_at timestamptz,
    failures int not null default 0,
    primary key (merchant_id, platform)
);

-- which listings one thing of a source gave, by the source's own number for it
create table source_items (
    merchant_id text not null,
    platform text not null,
    source_id text not null,
    item text collate "C" not null,
    primary key (merchant_id, platform, source_id, item)
);

-- what a platform told us, until it is worked in; kept a while longer without its body to know repetitions
create table hook_deliveries (
    no bigint generated always as identity primary key,
    merchant_id text not null,
    platform text not null,
    delivery text not null,
    topic text not null,
    body bytea,
    received_at timestamptz not null,
    unique (merchant_id, platform, delivery)
);

-- absent while not connected
alter table connections alter column sync_state drop not null;
