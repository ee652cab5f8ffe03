-- secrets that belong to no connection, by a name of their owner's; sealed as credentials are
create table kept_secrets (
    name text primary key,
    key_id text not null,
    sealed_key bytea not null,
    sealed bytea not null
);

-- where a partner or vendor wants to be told; the secret that signs is among the kept secrets
-- listener: 'partner/<id>' or 'vendor/<id>'; rests_until: after failures in a row nothing is sent before
create table webhooks (
    id text primary key,
    listener text not null,
    url text not null,
    created_at timestamptz not null,
    delivered_at timestamptz,
    failing_since timestamptz,
    rests_until timestamptz,
    trouble text,
    disabled_at timestamptz,
    unique (listener, url)
);

-- what a listener is told, written in the transaction of the fact itself
create table notices (
    no bigint generated always as identity primary key,
    id text not null unique,
    listener text not null,
    type text not null,
    body text not null,
    created_at timestamptz not null
);

create index on notices (listener, created_at);

-- a notice on its way to a webhook; there is no row once it arrived
create table sendings (
    webhook_id text not null references webhooks (id) on delete cascade,
    notice_no bigint not null references notices (no) on delete cascade,
    tries int not null default 0,
    due_at timestamptz not null,
    given_up_at timestamptz,
    primary key (webhook_id, notice_no)
);

create index on sendings (webhook_id, due_at) where given_up_at is null;
create index on sendings (notice_no);

-- since the last good run a failure was told
alter table connections add column failing boolean not null default false;
