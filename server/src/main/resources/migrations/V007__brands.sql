-- key is the name without case, accents and signs
create table brands (
    id text collate "C" primary key check (id ~ '^[0-9A-Za-z]{4}$'),
    name text not null,
    key text not null unique
);
