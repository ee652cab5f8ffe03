/// What one source on a page says of the thing that the page is about, before anybody decides whom to believe: drafts,
/// the trust in their kind of evidence, and how they are brought together field by field.
@NullMarked
package dev.aisle.supply.extract.draft;

import org.jspecify.annotations.NullMarked;
