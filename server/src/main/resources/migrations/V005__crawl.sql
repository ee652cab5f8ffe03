-- one row for an origin (https://shop.example:443) with its robots.txt, and one for a host and port (shop.example:443)
-- that asked for silence
create table hosts (
    host text primary key,
    robots text,
    robots_url text,
    robots_at timestamptz,
    silent_until timestamptz
);

-- state: PENDING, SYNCING, LIVE, ERROR
-- stage: where the run stands: IDLE, LISTINGS, SITEMAPS, PAGES, LINKS
-- way: how products are found: PLATFORM, SITEMAP, LINKS
-- due_at: when a worker may take it; in the middle of a run that is at once
create table crawls (
    merchant_id text primary key references merchants (id),
    state text not null,
    stage text not null,
    way text,
    run int not null default 0,
    run_fetched int not null default 0,
    run_failed boolean not null default false,
    run_started_at timestamptz,
    fetched bigint not null default 0,
    failures int not null default 0,
    origin text,
    currency text,
    discovered_at timestamptz,
    error_code text,
    error_message text,
    message text,
    started_at timestamptz,
    last_synced_at timestamptz,
    due_at timestamptz not null,
    lease_holder text,
    lease_until timestamptz
);

create index on crawls (due_at);

-- kind: LISTING (a platform's public listing), PAGE
-- found_by: PLATFORM, SITEMAP, LINK, HOME
-- state: WAITING (never read), PRODUCT (gave listings), PLAIN (gave none), GONE, REFUSED, FAILING, COVERED (by the listing)
-- parent: the page of a listing that led to it
-- queued_run: the run that shall ask for it; read_run: the last that got an answer; listed_run: the last sitemap with it
create table pages (
    no bigint generated always as identity primary key,
    merchant_id text not null references merchants (id),
    url_key text not null,
    url text not null,
    kind text not null,
    found_by text not null,
    parent bigint,
    rank smallint not null,
    depth smallint not null,
    state text not null,
    reason text,
    status smallint,
    queued_run int,
    ask_at timestamptz not null,
    attempts smallint not null default 0,
    due_at timestamptz,
    every_minutes int not null,
    etag text,
    last_modified text,
    fingerprint bigint,
    lastmod timestamptz,
    listed_run int,
    read_run int,
    fetched_at timestamptz,
    reads int not null default 0,
    changes int not null default 0,
    failures int not null default 0,
    unique (merchant_id, url_key)
);

create index on pages (merchant_id, queued_run, kind, rank, depth, no) where queued_run is not null;
create index on pages (merchant_id, due_at);

-- what a page gave when it was last read; missed counts the complete runs since nothing gives the item any more
create table page_items (
    page bigint not null references pages (no),
    item text collate "C" not null,
    current boolean not null,
    missed smallint not null default 0,
    primary key (page, item)
);
