@NullMarked
package dev.aisle.edge.agentprofile;

import org.jspecify.annotations.NullMarked;
