create table log_places (
    log text not null,
    reader text not null,
    xid bigint not null,
    seq bigint not null,
    primary key (log, reader)
);
