-- the job engine's table; asked_again is ours: when a job was asked for while it ran
create table scheduled_tasks (
    task_name text not null,
    task_instance text not null,
    task_data bytea,
    execution_time timestamptz not null,
    picked boolean not null,
    picked_by text,
    last_success timestamptz,
    last_failure timestamptz,
    consecutive_failures int,
    last_heartbeat timestamptz,
    version bigint not null,
    priority smallint,
    asked_again timestamptz,
    primary key (task_name, task_instance)
);

create index on scheduled_tasks (execution_time);
create index on scheduled_tasks (last_heartbeat);

-- a run that ends must not swallow what was asked for while it ran: it began before, and may have missed it
create function heed_asked_again() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' then
        insert into scheduled_tasks (task_name, task_instance, execution_time, picked, version)
        values (old.task_name, old.task_instance, old.asked_again, false, 1);
        return old;
    end if;
    new.execution_time := least(new.execution_time, new.asked_again);
    new.asked_again := null;
    return new;
end
$$;

create trigger ended before update on scheduled_tasks for each row
    when (old.picked and not new.picked and new.asked_again is not null) execute function heed_asked_again();

create trigger done after delete on scheduled_tasks for each row
    when (old.asked_again is not null) execute function heed_asked_again();
