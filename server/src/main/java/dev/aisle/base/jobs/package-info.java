/// Due work, kept in PostgreSQL and run by whoever is free.
@NullMarked
package dev.aisle.base.jobs;

import org.jspecify.annotations.NullMarked;
