create sequence product_numbers;

-- a product is minted for one listing, its founder; when the founder leaves and others stay, one of them takes its place
-- merged_into names the product that took over; following it ends at a product that was not merged
create table products (
    id text collate "C" primary key,
    family_id text collate "C" not null,
    founder text collate "C" not null,
    merged_into text collate "C",
    created_at timestamptz not null
);

create index on products (founder);
create index on products (family_id);

-- an offer is a listing matched to a product; the price is the last one published
-- an offer that is no longer shown keeps its last product, so that old links still lead somewhere
create table offers (
    id text collate "C" primary key,
    product_id text collate "C" not null,
    merchant_id text not null,
    group_key text,
    shown boolean not null default true,
    amount bigint not null,
    currency text not null,
    availability text not null,
    priced_at timestamptz not null
);

create index on offers (product_id);
create index on offers (merchant_id, group_key) where group_key is not null;

-- what an offer cost before: one row for each price or availability that was replaced, from when it held
create table price_history (
    offer_id text collate "C" not null,
    since timestamptz not null,
    amount bigint not null,
    currency text not null,
    availability text not null
);

create index on price_history (offer_id, since);

create table product_changes (
    xid xid8 not null default pg_current_xact_id(),
    seq bigint generated always as identity,
    id text not null,
    primary key (xid, seq)
);
