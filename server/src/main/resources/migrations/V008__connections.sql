-- a merchant's lasting tie to a platform; a platform without a row was never connected
-- status: PENDING, ACTIVE, ERROR, DISCONNECTED
-- sync_state: PENDING, SYNCING, ACTION_REQUIRED, LIVE, ERROR; the crawl keeps its own
create table connections (
    merchant_id text not null references merchants (id),
    platform text not null,
    status text not null,
    connected_at timestamptz,
    sync_state text not null,
    last_synced_at timestamptz,
    next_sync_at timestamptz,
    items_synced bigint not null default 0,
    items_failed bigint not null default 0,
    message text,
    feed_url text,
    error_code text,
    error_message text,
    primary key (merchant_id, platform)
);
