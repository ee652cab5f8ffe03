-- a merchant's items that a destination is told of by calls, with the merchant's credentials
-- told_at: when the destination last knew of everything; refreshed_at: when everything was last looked at anew
-- fewer_since: since when so much is missing that it may be a mistake; rests_until: the destination asked for that
create table pushes (
    merchant_id text not null references merchants (id),
    platform text not null,
    opened_at timestamptz not null,
    told_at timestamptz,
    refreshed_at timestamptz,
    fewer_since timestamptz,
    rests_until timestamptz,
    failures int not null default 0,
    primary key (merchant_id, platform)
);

create sequence push_marks;

-- due: a mark, while there is something to look at; a later change makes a later mark
-- digest: of what the destination has, absent where it has nothing; refused: of what it did not take
-- fault_*: why it is not there, or not as it should be
create table push_items (
    merchant_id text not null,
    platform text not null,
    offer_id text collate "C" not null,
    due bigint,
    digest bigint,
    told_at timestamptz,
    refused bigint,
    fault_rule text,
    fault_field text,
    fault_change text,
    primary key (merchant_id, platform, offer_id),
    foreign key (merchant_id, platform) references pushes (merchant_id, platform) on delete cascade
);

create index on push_items (merchant_id, platform, due) where due is not null;
