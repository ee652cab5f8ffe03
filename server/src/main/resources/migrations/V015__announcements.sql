-- says on a channel, named by the trigger's argument, that a table has changed; who listens reads it again
create function announce() returns trigger language plpgsql as $$
begin
    perform pg_notify(tg_argv[0], '');
    return null;
end
$$;

create trigger announced after insert or update or delete or truncate on vendor_keys
    for each statement execute function announce('vendor_keys');
