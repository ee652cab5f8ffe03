-- a vendor's wish to be told of a product's offers
-- kind: TRACKING, PRODUCT; current_product: what product_id leads to, as far as the log was read
-- likeness: of the active ones a vendor has one of each
create table product_subscriptions (
    id text primary key,
    vendor_id text not null references vendors (id),
    kind text not null,
    product_id text not null,
    current_product text not null,
    events text[] not null,
    domains text[] not null,
    selection_names text[] not null,
    selection_labels text[] not null,
    language text,
    country text,
    currency text not null,
    likeness text not null,
    created_at timestamptz not null,
    cancelled_at timestamptz
);

create unique index on product_subscriptions (vendor_id, likeness) where cancelled_at is null;
create index on product_subscriptions (current_product) where cancelled_at is null;
create index on product_subscriptions (vendor_id, id);

-- offers as a subscription last saw them
create table subscribed_offers (
    subscription_id text not null references product_subscriptions (id) on delete cascade,
    offer_id text not null,
    domain text not null,
    amount bigint not null,
    currency text not null,
    can_be_ordered boolean not null,
    primary key (subscription_id, offer_id)
);
