-- what a listing was matched by: the digest of its words, and the blocks it stands in
-- bond: listings of one merchant that are choices of one thing share it
create table matches (
    listing bigint primary key,
    digest bigint not null,
    bond bigint,
    keys bigint[] not null
);

create index on matches (bond) where bond is not null;

create table match_keys (
    key bigint not null,
    listing bigint not null,
    primary key (key, listing)
);

-- a pair of listings found to be the same thing, or too close to call; a is less than b
create table match_edges (
    a bigint not null,
    b bigint not null,
    same boolean not null,
    score real not null,
    evidence text[] not null,
    primary key (a, b)
);

create index on match_edges (b);

-- what an operator said about a pair; it outranks every score
create table match_rulings (
    a text collate "C" not null,
    b text collate "C" not null,
    same boolean not null,
    reason text not null,
    ruled_at timestamptz not null,
    primary key (a, b)
);
