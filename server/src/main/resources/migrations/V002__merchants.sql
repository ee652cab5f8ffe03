create table merchants (
    id text primary key check (id ~ '^[0-9A-Za-z]{4}$'),
    domain text not null unique,
    scheme text not null,
    name text,
    logo_url text,
    created_at timestamptz not null
);

create table partners (
    id text primary key,
    name text not null,
    created_at timestamptz not null
);

-- a key is stored as the SHA-256 of the whole key; prefix and last4 are for display
create table partner_keys (
    hash bytea primary key,
    partner_id text not null references partners (id),
    prefix text not null,
    last4 text not null,
    live boolean not null,
    created_at timestamptz not null,
    revoked_at timestamptz
);

create table redirect_uris (
    partner_id text not null references partners (id),
    uri text not null,
    primary key (partner_id, uri)
);

-- created_at is when this partner first provisioned the merchant
create table partner_merchants (
    partner_id text not null references partners (id),
    merchant_id text not null references merchants (id),
    created_at timestamptz not null,
    primary key (partner_id, merchant_id)
);

create index on partner_merchants (partner_id, created_at desc, merchant_id desc);

create table vendors (
    id text primary key,
    name text not null,
    created_at timestamptz not null
);

create table vendor_keys (
    hash bytea primary key,
    vendor_id text not null references vendors (id),
    prefix text not null,
    last4 text not null,
    live boolean not null,
    created_at timestamptz not null,
    revoked_at timestamptz
);
