/// Questions an agent asks and the answers to them: search, lookup and detail, each over one view of the index. In
/// come words, filters and ids; out go products with the offers that pass, in their order, or why there are none. It
/// writes nothing, and knows no programme and no click.
@NullMarked
package dev.aisle.catalog.answer;

import org.jspecify.annotations.NullMarked;
