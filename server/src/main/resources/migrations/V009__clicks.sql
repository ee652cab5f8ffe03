-- one row a counted use of a buy link; bots and previews are not counted
create table clicks (
    id text collate "C" primary key,
    at timestamptz not null,
    vendor_id text not null,
    product_id text not null,
    merchant_id text not null,
    offer_id text not null,
    user_agent text,
    referrer text
);

create index on clicks (vendor_id, at);
create index on clicks (merchant_id, at);
