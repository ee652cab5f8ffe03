package dev.aisle.supply.matching;

import dev.aisle.market.listing.Listing.Named;
import dev.aisle.market.listing.ListingId;
import dev.aisle.market.listing.ListingKey;
import dev.aisle.market.merchant.MerchantId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A profile as the text of its row, so that a neighbour is compared without reading its whole listing again. Texts
/// stand behind their length and numbers before a `;`.
final class ProfileText {

    private static final char ABSENT = '-';

    private ProfileText() {}

    static String write(MatchProfile profile) {
        StringBuilder out = new StringBuilder(512);
        append(out, Matcher.RULES);
        append(out, profile.id().value());
        append(out, profile.key().merchant().value());
        append(out, profile.key().item());
        append(out, profile.group());
        append(out, profile.gtin());
        append(out, profile.brand());
        append(out, profile.mpn());
        append(out, profile.options().size());
        for (Named option : profile.options()) {
            append(out, option.name());
            append(out, option.value());
        }
        append(out, profile.terms().size());
        for (Term term : profile.terms()) {
            append(out, term.kind().name());
            append(out, term.text());
            append(out, Double.doubleToLongBits(term.value()));
        }
        append(out, profile.titleTerms());
        append(out, profile.headTerms());
        append(out, profile.titleDigest());
        append(out, profile.look());
        return out.toString();
    }

    /// The profile, or nothing where other rules wrote it.
    static Optional<MatchProfile> read(long number, String text) {
        Reader in = new Reader(text);
        return text.isEmpty() || in.number() != Matcher.RULES ? Optional.empty() : Optional.of(profile(number, in));
    }

    private static MatchProfile profile(long number, Reader in) {
        ListingId id = new ListingId(in.text());
        MerchantId merchant = new MerchantId(in.text());
        ListingKey key = new ListingKey(merchant, in.text());
        Optional<String> group = in.optText();
        Optional<String> gtin = in.optText();
        Optional<String> brand = in.optText();
        Optional<String> mpn = in.optText();
        int options = in.count();
        List<Named> named = new ArrayList<>(options);
        for (int i = 0; i < options; i++) {
            String name = in.text();
            named.add(new Named(name, in.text()));
        }
        int terms = in.count();
        List<Term> said = new ArrayList<>(terms);
        for (int i = 0; i < terms; i++) {
            Term.Kind kind = Term.Kind.valueOf(in.text());
            String word = in.text();
            said.add(new Term(kind, word, Double.longBitsToDouble(in.number())));
        }
        return new MatchProfile(
                Optional.of(new MatchProfile.Stored(number, id)),
                key,
                group,
                gtin,
                brand,
                mpn,
                named,
                said,
                in.count(),
                in.count(),
                in.number(),
                in.text());
    }

    private static void append(StringBuilder out, long number) {
        out.append(number).append(';');
    }

    private static void append(StringBuilder out, Optional<String> text) {
        if (text.isPresent()) {
            append(out, text.get());
        } else {
            out.append(ABSENT);
        }
    }

    private static void append(StringBuilder out, String text) {
        String kept = text.indexOf('\0') < 0 ? text : text.replace("\0", ""); // PostgreSQL text cannot hold it
        out.append(kept.length()).append(';').append(kept);
    }

    private static final class Reader {

        private final String text;
        private int at;

        Reader(String text) {
            this.text = text;
        }

        long number() {
            int end = text.indexOf(';', at);
            long number = Long.parseLong(text, at, end, 10);
            at = end + 1;
            return number;
        }

        int count() {
            return Math.toIntExact(number());
        }

        String text() {
            int length = count();
            at += length;
            return text.substring(at - length, at);
        }

        Optional<String> optText() {
            if (text.charAt(at) == ABSENT) {
                at++;
                return Optional.empty();
            }
            return Optional.of(text());
        }
    }
}
