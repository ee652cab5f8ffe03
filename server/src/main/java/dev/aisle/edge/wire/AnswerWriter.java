package dev.aisle.edge.wire;

import dev.aisle.base.money.Money;
import dev.aisle.catalog.answer.Detail;
import dev.aisle.catalog.answer.Found;
import dev.aisle.catalog.buylink.BuyLinks;
import dev.aisle.catalog.index.ProductDocument;
import dev.aisle.catalog.index.ProductDocument.OfferDocument;
import dev.aisle.market.listing.Listing;
import dev.aisle.market.listing.ListingId;
import dev.aisle.market.product.ProductId;
import dev.aisle.market.vendor.VendorId;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/// Splices answers from the bytes that were rendered when the products were indexed, adding what depends on the
/// caller: buy links, correlation with the inputs, selections, commission, pagination and messages.
public final class AnswerWriter {

    private static final int TYPICAL_PRODUCT = 2_000;

    private final BuyLinks links;

    public AnswerWriter(BuyLinks links) {
        this.links = links;
    }

    /// For whom an answer is written.
    ///
    /// @param commission the vendor's net share in percent of an offer's price; nothing where the caller did not
    ///     ask
    public record Reader(VendorId vendor, Commission commission) {}

    /// What a vendor earns from one offer.
    public interface Commission {

        Commission NONE = (product, offer) -> OptionalDouble.empty();

        OptionalDouble percentage(ProductDocument product, OfferDocument offer);
    }

    /// What one input of a lookup came to: its own text, the product, and the offers it names.
    public record Correlation(String said, ProductId product, Set<ListingId> exact) {}

    public JsonBytes search(List<Found> products, Optional<String> next, List<Message> messages, Reader reader) {
        List<List<OfferDocument>> shown = SearchBudget.narrow(
                products,
                offer -> TwoForms.briefSize(offer.body())
                        + links.base().length()
                        + reader.vendor().value().length());
        JsonBytes out = new JsonBytes(1_000 + TYPICAL_PRODUCT * products.size());
        out.raw(Envelope.SEARCH).raw(",\"products\":[");
        for (int i = 0; i < products.size(); i++) {
            out.raw(i == 0 ? "{" : ",{");
            ProductDocument product = products.get(i).product();
            TwoForms.writeBrief(product.head(), out);
            writeRest(products.get(i), out);
            List<OfferDocument> offers = shown.get(i);
            for (int j = 0; j < offers.size(); j++) {
                out.raw(j == 0 ? "{" : ",{");
                TwoForms.writeBrief(offers.get(j).body(), out);
                writeForReader(product, offers.get(j), reader, out);
                out.raw("}");
            }
            out.raw("]}");
        }
        out.raw("],\"pagination\":{\"has_next_page\":").raw(next.isPresent() ? "true" : "false");
        next.ifPresent(cursor -> out.raw(",\"cursor\":").string(cursor));
        out.raw("}");
        return end(messages, out);
    }

    public JsonBytes lookup(
            List<Found> products, List<Correlation> correlations, List<Message> messages, Reader reader) {
        JsonBytes out = new JsonBytes(1_000 + TYPICAL_PRODUCT * products.size());
        out.raw(Envelope.LOOKUP).raw(",\"products\":[");
        for (int i = 0; i < products.size(); i++) {
            Found found = products.get(i);
            List<Correlation> inputs = correlations.stream()
                    .filter(it -> it.product().equals(found.product().id()))
                    .toList();
            out.raw(i == 0 ? "{" : ",{");
            TwoForms.writeFull(found.product().head(), out);
            writeRest(found, out);
            for (int j = 0; j < found.offers().size(); j++) {
                OfferDocument offer = found.offers().get(j);
                out.raw(j == 0 ? "{" : ",{");
                writeFullOffer(found.product(), offer, reader, out);
                writeInputs(inputs, offer, out);
                out.raw("}");
            }
            out.raw("]}");
        }
        return end(messages, out.raw("]"));
    }

    public JsonBytes product(Detail.Outcome.Shown shown, List<Message> messages, Reader reader) {
        ProductDocument product = shown.found().product();
        JsonBytes out = new JsonBytes(4 * TYPICAL_PRODUCT);
        out.raw(Envelope.LOOKUP).raw(",\"product\":{");
        TwoForms.writeFull(product.head(), out);
        writeRest(shown.found(), out);
        List<OfferDocument> offers = shown.found().offers();
        for (int i = 0; i < offers.size(); i++) {
            out.raw(i == 0 ? "{" : ",{");
            writeFullOffer(product, offers.get(i), reader, out);
            out.raw("}");
        }
        out.raw("]");
        if (!shown.options().isEmpty()) {
            writeDimensions(shown.options(), out);
            out.raw(",\"selected\":");
            writeOptions(shown.selected(), out);
        }
        return end(messages, out.raw("}"));
    }

    /// An answer without a product, for a business reason; the first message is the error.
    public JsonBytes refusal(List<Message> messages) {
        return end(messages, new JsonBytes().raw(Envelope.ERROR));
    }

    static void writeMoney(Money money, JsonBytes out) {
        out.raw("{\"amount\":")
                .number(money.amount())
                .raw(",\"currency\":\"")
                .raw(money.currency())
                .raw("\"}");
    }

    /// Ends the metadata that the product's bytes left open, and opens the list of its variants.
    private static void writeRest(Found found, JsonBytes out) {
        out.raw("\"offers_total\":").number(found.offersTotal()).raw("},\"price_range\":{\"min\":");
        writeMoney(found.lowest(), out);
        out.raw(",\"max\":");
        writeMoney(found.highest(), out);
        out.raw("},\"variants\":[");
    }

    private void writeFullOffer(ProductDocument product, OfferDocument offer, Reader reader, JsonBytes out) {
        TwoForms.writeFull(offer.body(), out);
        writeForReader(product, offer, reader, out);
        if (!offer.options().isEmpty()) {
            out.raw(",\"options\":");
            writeOptions(offer.options(), out);
        }
    }

    private void writeForReader(ProductDocument product, OfferDocument offer, Reader reader, JsonBytes out) {
        out.raw(",\"url\":").string(links.make(product.id(), offer.merchant(), reader.vendor(), offer.id()));
        OptionalDouble percentage = reader.commission().percentage(product, offer);
        if (percentage.isPresent()) {
            BigDecimal rounded = BigDecimal.valueOf(percentage.getAsDouble()).setScale(2, RoundingMode.HALF_UP);
            if (rounded.signum() > 0) {
                out.raw(",\"placement\":{\"type\":\"affiliate\",\"commission\":{\"percentage\":{\"value\":")
                        .raw(rounded.stripTrailingZeros().toPlainString())
                        .raw("}}}");
            }
        }
    }

    private static void writeInputs(List<Correlation> inputs, OfferDocument offer, JsonBytes out) {
        out.raw(",\"inputs\":[");
        for (int i = 0; i < inputs.size(); i++) {
            Correlation input = inputs.get(i);
            boolean exact = input.exact().contains(offer.id());
            out.raw(i == 0 ? "{\"id\":" : ",{\"id\":")
                    .string(input.said())
                    .raw(exact ? ",\"match\":\"exact\"}" : ",\"match\":\"featured\"}");
        }
        out.raw("]");
    }

    private static void writeOptions(List<Listing.Named> options, JsonBytes out) {
        out.raw("[");
        for (int i = 0; i < options.size(); i++) {
            out.raw(i == 0 ? "{\"name\":" : ",{\"name\":")
                    .string(options.get(i).name())
                    .raw(",\"label\":")
                    .string(options.get(i).value())
                    .raw("}");
        }
        out.raw("]");
    }

    private static void writeDimensions(List<Detail.Option> options, JsonBytes out) {
        out.raw(",\"options\":[");
        for (int i = 0; i < options.size(); i++) {
            out.raw(i == 0 ? "{\"name\":" : ",{\"name\":")
                    .string(options.get(i).name())
                    .raw(",\"values\":[");
            List<Detail.Option.Value> values = options.get(i).values();
            for (int j = 0; j < values.size(); j++) {
                Detail.Option.Value value = values.get(j);
                out.raw(j == 0 ? "{\"label\":" : ",{\"label\":")
                        .string(value.label())
                        .raw(value.available() ? ",\"available\":true" : ",\"available\":false")
                        .raw(value.exists() ? ",\"exists\":true}" : ",\"exists\":false}");
            }
            out.raw("]}");
        }
        out.raw("]");
    }

    private static JsonBytes end(List<Message> messages, JsonBytes out) {
        if (!messages.isEmpty()) {
            out.raw(",\"messages\":[");
            for (int i = 0; i < messages.size(); i++) {
                out.raw(i == 0 ? "" : ",");
                messages.get(i).write(out);
            }
            out.raw("]");
        }
        return out.raw("}");
    }
}
