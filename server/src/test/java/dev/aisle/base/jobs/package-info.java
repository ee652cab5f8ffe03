@NullMarked
package dev.aisle.base.jobs;

import org.jspecify.annotations.NullMarked;
