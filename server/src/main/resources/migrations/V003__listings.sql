-- the number stands for the listing where rows must be short; the id is the ULID the world sees
-- state: live, missing (not seen in the last complete run: shown as out of stock), removed, set_aside (no longer usable)
-- digest is of all the document says, match_digest of what decides which product it is; both leave out times
create table listings (
    no bigint generated always as identity primary key,
    id text collate "C" not null unique,
    merchant_id text not null,
    item text collate "C" not null,
    url_key text not null,
    platforms text[] not null,
    document jsonb not null,
    amount bigint not null,
    currency text not null,
    availability text not null,
    digest bigint not null,
    match_digest bigint not null,
    state text not null default 'live',
    missed_runs int not null default 0,
    missed_at timestamptz,
    first_seen_at timestamptz not null,
    seen_at timestamptz not null,
    changed_at timestamptz not null,
    unique (merchant_id, item)
);

-- a PostgreSQL built without lz4 keeps its default
do $$ begin
    alter table listings alter column document set compression lz4;
exception when feature_not_supported then null;
end $$;

create index on listings (hashtextextended(url_key, 0));

create table set_aside_listings (
    merchant_id text not null,
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
