/// Due work without a table of its own. In: a kind of work, the key of what it is about, and when it is
/// due. It is kept in PostgreSQL, in the transaction of whoever asks for it; [JobRunner] runs it, once at a
/// time for a kind and key, over db-scheduler. It never holds what the work is about: that stands in the
/// table that the key leads to.
@NullMarked
package dev.aisle.base.jobs;

import org.jspecify.annotations.NullMarked;
