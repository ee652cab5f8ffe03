package dev.aisle.catalog.answer;

import dev.aisle.market.product.ProductId;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/// Finds products by a picture. What can tell pictures apart is a model, and none comes with the program:
/// until an operator configures one, this is [#NOT_CONFIGURED].
public interface ImageSearch {

    ImageSearch NOT_CONFIGURED = (picture, part, most) -> new Outcome.NotConfigured();

    /// What was shown.
    sealed interface Picture {

        /// A picture that anybody can fetch.
        record At(URI url) implements Picture {}

        @SuppressWarnings("ArrayRecordComponent") // never compared
        record Bytes(byte[] bytes) implements Picture {}
    }

    /// What came of it.
    sealed interface Outcome {

        /// The products that look like it, the most alike first.
        record Alike(List<ProductId> products) implements Outcome {

            public Alike {
                products = List.copyOf(products);
            }
        }

        /// The picture could not be fetched or read.
        record Unreadable() implements Outcome {}

        record NotConfigured() implements Outcome {}
    }

    /// Looks for what a picture shows.
    ///
    /// @param part the thing in the picture that is meant: a word for it, or `AUTO` for the one that stands
    ///     out; none is all of it
    /// @param most how many products at most
    Outcome find(Picture picture, Optional<String> part, int most);
}
