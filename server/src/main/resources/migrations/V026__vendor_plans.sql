-- how fast a vendor may ask REST v1, and whether it pays for more than the free credits of a month
alter table vendors
    add column tier text not null default 'default' check (tier in ('default', 'high', 'no-limit')),
    add column paying boolean not null default false;

-- who keeps the keys in memory keeps the tiers too
create trigger announced after update on vendors
    for each statement execute function announce('vendor_keys');

-- what was used in a calendar month of UTC, by its first day
create table vendor_credits (
    vendor_id text not null references vendors (id),
    month date not null,
    used bigint not null,
    primary key (vendor_id, month)
);
