-- state: live, missing (not seen in the last complete run: shown as out of stock), removed
create table listings (
    id text collate "C" primary key,
    merchant_id text not null references merchants (id),
    item text not null,
    url_key text not null,
    platform text not null,
    document jsonb not null,
    digest bigint not null,
    state text not null default 'live',
    missed_runs int not null default 0,
    first_seen_at timestamptz not null,
    seen_at timestamptz not null,
    changed_at timestamptz not null,
    unique (merchant_id, item)
);

create index on listings (url_key);

create table set_aside_listings (
    merchant_id text not null references merchants (id),
    item text not null,
    url text not null,
    platform text not null,
    problems text[] not null,
    seen_at timestamptz not null,
    primary key (merchant_id, item)
);

create table listing_changes (
    xid xid8 not null default pg_current_xact_id(),
    seq bigint generated always as identity,
    id text not null,
    primary key (xid, seq)
);
