/// PostgreSQL: the connection, statements and rows, migrations, and logs of changes. The only room that knows
/// `java.sql`.
@NullMarked
package dev.aisle.base.db;

import org.jspecify.annotations.NullMarked;
