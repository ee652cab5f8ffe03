package dev.aisle.catalog.index;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.aisle.market.listing.Listing;
import dev.aisle.market.listing.ListingId;
import dev.aisle.market.listing.UrlKey;
import dev.aisle.market.product.ProductId;
import java.util.ArrayList;
import java.util.List;

/// A [ProductDocument] as one run of bytes, read a piece at a time: an answer that shows three of forty
/// offers decodes three. The facts of its offers stand apart, see [OfferFacts], so that filters need not
/// touch the rest.
public final class PackedProduct {

    private static final int ID_LENGTH = 7;
    private static final int OFFER_ID_LENGTH = 26;

    private final OfferFacts facts;
    private final byte[] bytes;
    private final int start;
    private final int[] offerStarts;
    private final int headStart;

    /// Reads what [#pack] wrote.
    ///
    /// @param start where it begins in the bytes
    public PackedProduct(OfferFacts facts, byte[] bytes, int start) {
        this.facts = facts;
        this.bytes = bytes;
        this.start = start;
        Cursor cursor = new Cursor(bytes, start + ID_LENGTH);
        cursor.skip();
        this.headStart = cursor.at;
        cursor.skip();
        this.offerStarts = new int[facts.count()];
        for (int i = 0; i < offerStarts.length; i++) {
            offerStarts[i] = cursor.at;
            cursor.at += OFFER_ID_LENGTH;
            int options = cursor.number();
            for (int text = 0; text < 2 * options; text++) {
                cursor.skip();
            }
            cursor.skip();
        }
    }

    /// The bytes of everything but the facts.
    public static byte[] pack(ProductDocument document) {
        ByteSink sink = new ByteSink(document.head().length + document.offers().size() * 512 + 64);
        sink.raw(fixed(document.id().value(), ID_LENGTH));
        sink.run(document.family().getBytes(UTF_8));
        sink.run(document.head());
        for (ProductDocument.OfferDocument offer : document.offers()) {
            sink.raw(fixed(offer.id().value(), OFFER_ID_LENGTH));
            sink.number(offer.options().size());
            for (Listing.Named option : offer.options()) {
                sink.run(option.name().getBytes(UTF_8));
                sink.run(option.value().getBytes(UTF_8));
            }
            sink.run(offer.body());
        }
        return sink.bytes();
    }

    /// What an offer keeps of its store page's address: equal for equal keys, and practically never for others.
    public static long pageHash(UrlKey key) {
        long hash = 0xcbf29ce484222325L;
        for (byte b : key.value().getBytes(UTF_8)) {
            hash = (hash ^ b) * 0x100000001b3L;
        }
        return hash;
    }

    public OfferFacts facts() {
        return facts;
    }

    public ProductId id() {
        return new ProductId(new String(bytes, start, ID_LENGTH, ISO_8859_1));
    }

    public String family() {
        return new Cursor(bytes, start + ID_LENGTH).text();
    }

    public ListingId offerId(int offer) {
        return new ListingId(new String(bytes, offerStarts[offer], OFFER_ID_LENGTH, ISO_8859_1));
    }

    /// The choice an offer stands for.
    public List<Listing.Named> options(int offer) {
        return options(new Cursor(bytes, offerStarts[offer] + OFFER_ID_LENGTH));
    }

    /// The document with these offers only, in this order.
    public ProductDocument show(List<Integer> offers) {
        List<ProductDocument.OfferDocument> shown = new ArrayList<>(offers.size());
        for (int offer : offers) {
            Cursor cursor = new Cursor(bytes, offerStarts[offer] + OFFER_ID_LENGTH);
            List<Listing.Named> options = options(cursor);
            shown.add(new ProductDocument.OfferDocument(
                    offerId(offer),
                    facts.merchant(offer),
                    facts.amount(offer),
                    facts.currency(offer),
                    facts.reduced(offer),
                    facts.country(offer),
                    facts.availability(offer),
                    facts.condition(offer),
                    facts.page(offer),
                    options,
                    cursor.run()));
        }
        return new ProductDocument(id(), family(), new Cursor(bytes, headStart).run(), shown);
    }

    private static List<Listing.Named> options(Cursor cursor) {
        int count = cursor.number();
        if (count == 0) {
            return List.of();
        }
        List<Listing.Named> options = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            String name = cursor.text();
            options.add(new Listing.Named(name, cursor.text()));
        }
        return List.copyOf(options);
    }

    private static byte[] fixed(String id, int length) {
        byte[] ascii = id.getBytes(ISO_8859_1);
        if (ascii.length != length) {
            throw new IllegalArgumentException("not " + length + " characters: " + id);
        }
        return ascii;
    }

    private static final class Cursor {

        private final byte[] bytes;
        private int at;

        Cursor(byte[] bytes, int at) {
            this.bytes = bytes;
            this.at = at;
        }

        int number() {
            int value = 0;
            for (int shift = 0; ; shift += 7) {
                byte next = bytes[at++];
                value |= (next & 0x7F) << shift;
                if (next >= 0) {
                    return value;
                }
            }
        }

        void skip() {
            int length = number();
            at += length;
        }

        byte[] run() {
            int length = number();
            byte[] copy = new byte[length];
            System.arraycopy(bytes, at, copy, 0, length);
            at += length;
            return copy;
        }

        String text() {
            int length = number();
            String text = new String(bytes, at, length, UTF_8);
            at += length;
            return text;
        }
    }
}
