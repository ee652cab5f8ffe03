-- what a network pays for sales of a merchant, where and when; take is our part of that
-- a programme is ended, never changed: clicks go by the one they were made under
create table programmes (
    id text collate "C" primary key,
    network text not null,
    merchant_id text not null references merchants (id),
    countries text[] not null,
    rate numeric(7, 6) not null check (rate > 0 and rate <= 1),
    take numeric(7, 6) not null check (take >= 0 and take <= 1),
    link text not null,
    starts_at timestamptz not null,
    ends_at timestamptz,
    check (ends_at > starts_at)
);

create index on programmes (merchant_id);

create trigger announced after insert or update or delete or truncate on programmes
    for each statement execute function announce('programmes');

alter table clicks
    add column user_id text,
    add column country text,
    add column programme_id text collate "C" references programmes (id);

-- a sale as its network reports it; net is the vendor's part of the commission; amounts in minor units
create table transactions (
    id text collate "C" primary key,
    network text not null,
    network_id text not null,
    click_id text collate "C" not null references clicks (id),
    vendor_id text not null,
    stage text not null,
    currency text not null,
    order_amount bigint not null check (order_amount >= 0),
    commission bigint not null check (commission >= 0),
    net bigint not null check (net between 0 and commission),
    purchased_at timestamptz not null,
    unique (network, network_id)
);

create index on transactions (vendor_id, purchased_at);

create table ledger_accounts (
    id bigint generated always as identity primary key,
    party text not null check (party in ('NETWORK', 'VENDOR', 'HOUSE')),
    name text not null,
    stage text not null check (stage in ('PENDING', 'APPROVED', 'REVERSED', 'PAID')),
    currency text not null check (currency ~ '^[A-Z]{3}$'),
    unique (party, name, stage, currency)
);

create table ledger_postings (
    id text collate "C" primary key,
    at timestamptz not null,
    transaction_id text collate "C" not null,
    reason text not null
);

create index on ledger_postings (transaction_id);

create table ledger_entries (
    posting_id text collate "C" not null references ledger_postings (id),
    account_id bigint not null references ledger_accounts (id),
    amount bigint not null check (amount <> 0)
);

create index on ledger_entries (posting_id);
create index on ledger_entries (account_id);

-- the entries of a posting come in one statement, and are nothing in sum in each currency
create function ledger_balances() returns trigger language plpgsql as $$
declare
    wrong text;
begin
    select added.posting_id into wrong
    from added join ledger_accounts on ledger_accounts.id = added.account_id
    group by added.posting_id, ledger_accounts.currency having sum(added.amount) <> 0
    limit 1;
    if found then
        raise exception 'posting % does not balance', wrong using errcode = 'check_violation';
    end if;
    return null;
end
$$;

create trigger balanced after insert on ledger_entries
    referencing new table as added for each statement execute function ledger_balances();

create function ledger_stays() returns trigger language plpgsql as $$
begin
    raise exception 'what is in the ledger stays; add a posting that takes it back' using errcode = 'check_violation';
end
$$;

create trigger stays before update or delete or truncate on ledger_accounts
    for each statement execute function ledger_stays();
create trigger stays before update or delete or truncate on ledger_postings
    for each statement execute function ledger_stays();
create trigger stays before update or delete or truncate on ledger_entries
    for each statement execute function ledger_stays();
