-- rows of a merchant's file that the last run could not read, each with the reason; of very many only the first are kept
create table bad_rows (
    merchant_id text not null,
    platform text not null,
    row_no bigint not null,
    reason text not null,
    primary key (merchant_id, platform, row_no)
);

-- how many there were in all
alter table syncs add column bad_rows bigint not null default 0;
