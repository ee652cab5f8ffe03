package dev.aisle.supply.normalize;

import dev.aisle.market.listing.Availability;
import dev.aisle.market.listing.Field;
import dev.aisle.market.listing.Listing;
import dev.aisle.market.listing.ListingKey;
import dev.aisle.market.listing.RawListing;
import dev.aisle.market.taxonomy.Taxonomy;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/// Turns a raw listing into a listing, or says why that cannot be done. It does no I/O and keeps no state.
///
/// A source that says nothing of the availability, or nothing we understand, offers the thing for sale: it
/// counts as in stock, without an origin, so that any other source may say better.
public final class Normalizer {

    private static final int LONGEST_TITLE = 300;
    private static final int LONGEST_DESCRIPTION = 5_000;
    private static final int LONGEST_WORD = 200;
    private static final int MOST_IMAGES = 10;
    private static final int MOST_CATEGORIES = 10;

    private final Taxonomy taxonomy;

    public Normalizer(Taxonomy taxonomy) {
        this.taxonomy = taxonomy;
    }

    /// The listing in typed and checked words, or every reason why it cannot be used.
    public Normalized normalize(RawListing raw, StoreDefaults defaults) {
        Draft draft = new Draft(raw);
        Optional<String> title = draft.take(Field.TITLE, text -> line(text, LONGEST_TITLE));
        if (title.isEmpty()) {
            draft.problem("title is missing");
        }
        Optional<URI> url = url(draft);
        if (url.isEmpty()) {
            draft.problem(
                    "url is not an http address: " + Draft.quoted(raw.page().toString()));
        }
        Optional<PriceReading.Prices> prices = PriceReading.of(draft, defaults);
        return title.isEmpty() || url.isEmpty() || prices.isEmpty()
                ? new Normalized.Unusable(raw, draft.problems())
                : new Normalized.Good(listing(draft, defaults, title.get(), url.get(), prices.get()), draft.notes());
    }

    private Listing listing(Draft draft, StoreDefaults defaults, String title, URI url, PriceReading.Prices prices) {
        RawListing raw = draft.raw();
        List<String> categories = draft.takeAll(Field.CATEGORY, MOST_CATEGORIES, CategoryPath::read);
        List<Listing.Named> options = Choices.options(raw.options());
        List<Listing.Named> attributes = Choices.attributes(raw.attributes(), options);
        keepOriginOfChoices(draft, Field.OPTION, options);
        keepOriginOfChoices(draft, Field.ATTRIBUTE, attributes);
        return new Listing(
                new ListingKey(raw.merchant(), raw.item()),
                url,
                title,
                draft.take(Field.DESCRIPTION, Normalizer::description).orElse(""),
                IdentityReading.of(draft),
                prices.price(),
                prices.listPrice(),
                availability(draft),
                draft.take(Field.CONDITION, ConditionWords::read),
                options,
                draft.take(Field.GROUP, text -> line(text, LONGEST_WORD)),
                draft.takeAll(
                        Field.IMAGE,
                        MOST_IMAGES,
                        text -> WebAddress.of(text, raw.page()).map(URI::toString)),
                categories,
                taxonomy.categoryOf(title, categories),
                attributes,
                AudienceWords.of(draft, defaults),
                RatingReading.of(draft),
                draft.take(Field.SELLER, text -> line(text, LONGEST_WORD)),
                draft.origins(),
                raw.readAt());
    }

    private static Optional<URI> url(Draft draft) {
        URI page = draft.raw().page();
        Optional<URI> said = draft.take(Field.URL, text -> WebAddress.of(text, page));
        return said.isPresent() ? said : WebAddress.of(page.toString(), page);
    }

    private static Availability availability(Draft draft) {
        Optional<Availability> read = draft.take(Field.AVAILABILITY, AvailabilityWords::read);
        Optional<String> said = draft.raw().first(Field.AVAILABILITY);
        if (read.isEmpty() && said.isPresent()) {
            draft.note("availability " + Draft.quoted(said.get()) + " is not understood: taken as in stock");
        }
        return read.orElse(Availability.IN_STOCK);
    }

    private static Optional<String> description(String text) {
        String lines = CleanText.lines(text, LONGEST_DESCRIPTION);
        return lines.isEmpty() ? Optional.empty() : Optional.of(lines);
    }

    private static Optional<String> line(String text, int limit) {
        String line = CleanText.line(text, limit);
        return line.isEmpty() ? Optional.empty() : Optional.of(line);
    }

    /// Choices are said beside the fields; they come from where the listing's name comes from.
    private static void keepOriginOfChoices(Draft draft, Field field, List<Listing.Named> choices) {
        if (choices.isEmpty()) {
            return;
        }
        List<RawListing.Said> said = draft.raw().said(field).isEmpty()
                ? draft.raw().said(Field.TITLE)
                : draft.raw().said(field);
        if (!said.isEmpty()) {
            draft.keepOrigin(field, said.getFirst());
        }
    }
}
