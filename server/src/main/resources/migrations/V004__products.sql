-- a product is minted for the oldest listing in it, its founder; merged_into names the product that took over
create table products (
    id text collate "C" primary key check (id ~ '^[0-9A-Za-z]{7}$'),
    family_id text not null,
    merged_into text references products (id),
    created_at timestamptz not null
);

create index on products (family_id);
create index on products (merged_into) where merged_into is not null;

-- an offer is a listing matched to a product; founded_product_id is the product once minted for it, if any
create table offers (
    id text collate "C" primary key references listings (id),
    product_id text not null references products (id),
    merchant_id text not null references merchants (id),
    founded_product_id text unique references products (id),
    group_key text,
    changed_at timestamptz not null
);

create index on offers (product_id);
create index on offers (merchant_id);
create index on offers (merchant_id, group_key) where group_key is not null;

create table price_history (
    offer_id text not null,
    at timestamptz not null,
    amount bigint not null,
    currency text not null,
    availability text not null,
    primary key (offer_id, at)
);

create table product_changes (
    xid xid8 not null default pg_current_xact_id(),
    seq bigint generated always as identity,
    id text not null,
    primary key (xid, seq)
);
