package dev.aisle.base.jobs;

import dev.aisle.base.db.Db;
import java.time.Instant;
import java.util.Optional;

/// Work that is due, by its kind and the key of what it is about. Every call joins the transaction of the caller.
public final class Jobs {

    private final Db db;

    public Jobs(Db db) {
        this.db = db;
    }

    /// Makes a job due at that moment, or earlier where it already is. A job that runs right now runs again after.
    public void put(String kind, String key, Instant due) {
        db.execute("""
                insert into scheduled_tasks (task_name, task_instance, execution_time, picked, version)
                values (?, ?, ?, false, 1)
                on conflict (task_name, task_instance) do update set
                    execution_time = case when scheduled_tasks.picked then scheduled_tasks.execution_time
                        else least(scheduled_tasks.execution_time, excluded.execution_time) end,
                    asked_again = case when scheduled_tasks.picked
                        then least(scheduled_tasks.asked_again, excluded.execution_time) end
                """, kind, key, due);
    }

    /// Takes back what is not running; a run that goes on ends as it would.
    public void remove(String kind, String key) {
        db.execute("delete from scheduled_tasks where task_name = ? and task_instance = ? and not picked", kind, key);
    }

    /// When a job is due next; nothing where none is.
    public Optional<Instant> due(String kind, String key) {
        return db.find(
                "select execution_time from scheduled_tasks where task_name = ? and task_instance = ?",
                row -> row.instant("execution_time"),
                kind,
                key);
    }
}
