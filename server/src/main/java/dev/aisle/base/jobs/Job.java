package dev.aisle.base.jobs;

import java.time.Instant;

/// How one kind of job is done. It may be killed at any moment and is then run again, so doing it twice
/// must come out the same. What it throws is logged once, and it is tried again later and later.
public interface Job {

    /// Does the work that the key names.
    Next run(String key);

    /// What follows a run.
    sealed interface Next {

        /// It is due again at that moment, or earlier if asked for.
        record At(Instant due) implements Next {}

        /// It is not due any more until it is asked for again.
        record Done() implements Next {}
    }
}
