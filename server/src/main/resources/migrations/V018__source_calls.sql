-- what platforms told of things while a run goes on: a page that was asked for before that does not undo it
create table things_told (
    merchant_id text not null,
    platform text not null,
    source_id text not null,
    told_at timestamptz not null,
    primary key (merchant_id, platform, source_id)
);

-- a delivery that could not be worked in is tried again then, and does not hold up the others
alter table hook_deliveries add column not_before timestamptz;
