package dev.aisle.supply.matching;

import dev.aisle.base.ids.Fingerprint;
import dev.aisle.market.listing.Listing;
import dev.aisle.market.listing.Listing.Named;
import dev.aisle.market.listing.ListingId;
import dev.aisle.market.listing.ListingKey;
import dev.aisle.market.listing.StoredListing;
import dev.aisle.market.product.OptionPolicy;
import dev.aisle.supply.matching.Term.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// What matching looks at in a listing, read once.
///
/// @param stored which row it is, where it is kept in the table
/// @param terms of the title, then those that only brand, part number, options and attributes name
/// @param titleTerms how many of them are the title's
/// @param headTerms how many of those come before the first comma or bracket: they name the thing
/// @param titleDigest of the title's terms in any order
record MatchProfile(
        Optional<Stored> stored,
        ListingKey key,
        Optional<String> group,
        Optional<String> gtin,
        Optional<String> brand,
        Optional<String> mpn,
        List<Named> options,
        List<Term> terms,
        int titleTerms,
        int headTerms,
        long titleDigest,
        String look) {

    /// @param number the listing's short name inside the database
    record Stored(long number, ListingId id) {}

    /// An order of listings that is the same in every database: by item, which names the page, then by
    /// merchant.
    static final Comparator<MatchProfile> STABLE = MatchProfile::inOrder;

    private static int inOrder(MatchProfile one, MatchProfile other) {
        int byItem = one.key.item().compareTo(other.key.item());
        return byItem != 0
                ? byItem
                : one.key.merchant().value().compareTo(other.key.merchant().value());
    }

    private static final Set<String> SAID_ASIDE = Set.of("color", "colour", "farbe", "couleur");

    static MatchProfile of(StoredListing stored) {
        return of(stored.listing(), Optional.of(new Stored(stored.number(), stored.id())));
    }

    static MatchProfile of(Listing listing) {
        return of(listing, Optional.empty());
    }

    private static MatchProfile of(Listing listing, Optional<Stored> stored) {
        Listing.Identity identity = listing.identity();
        Optional<String> brand = identity.brand().map(MatchProfile::folded).filter(it -> !it.isEmpty());
        Optional<String> mpn = identity.mpn().map(MatchProfile::folded).filter(it -> !it.isEmpty());
        TitleReader.Read title = TitleReader.readWhole(listing.title());
        List<Term> terms = new ArrayList<>(title.terms().size() + 4);
        addNew(terms, title.terms().subList(0, title.head()));
        int headTerms = terms.size();
        addNew(terms, title.terms().subList(title.head(), title.terms().size()));
        int titleTerms = terms.size();
        identity.brand().ifPresent(it -> addNew(terms, TitleReader.read(it)));
        mpn.filter(it -> it.length() >= 3).ifPresent(it -> addNew(terms, List.of(new Term(Kind.CODE, it, 0))));
        for (Named option : listing.options()) {
            if (OptionPolicy.makesAnotherProduct(option)) {
                addNew(terms, TitleReader.read(option.value()));
            }
        }
        for (Named attribute : listing.attributes()) {
            if (SAID_ASIDE.contains(attribute.name().toLowerCase(Locale.ROOT))) {
                addNew(terms, TitleReader.read(attribute.value()));
            }
        }
        return new MatchProfile(
                stored,
                listing.key(),
                listing.group(),
                identity.gtin(),
                brand,
                mpn,
                listing.options(),
                List.copyOf(terms),
                titleTerms,
                headTerms,
                digest(title.terms()),
                OptionPolicy.look(listing.options()));
    }

    private static void addNew(List<Term> terms, List<Term> more) {
        for (Term term : more) {
            boolean known = false;
            for (int i = 0; i < terms.size() && !known && term.kind() != Kind.NUMBER; i++) {
                known = terms.get(i).equalsNearly(term);
            }
            if (!known) {
                terms.add(term);
            }
        }
    }

    private Stored inTable() {
        return stored.orElseThrow(() -> new IllegalStateException("not a stored listing: " + key));
    }

    long number() {
        return inTable().number();
    }

    ListingId id() {
        return inTable().id();
    }

    /// What the choices of one thing at one merchant share, as a number; nothing without a group.
    Optional<Long> bond() {
        return group.map(it -> Fingerprint.of("bond", key.merchant().value(), it, variety()));
    }

    /// Brand and part number, where the number is not one that anybody could have.
    Optional<String> partKey() {
        return brand.isPresent() && mpn.filter(MatchProfile::isTelling).isPresent()
                ? Optional.of(brand.get() + ' ' + mpn.get())
                : Optional.empty();
    }

    private static boolean isTelling(String number) {
        return number.length() >= 6 || (number.length() >= 4 && number.chars().anyMatch(Character::isDigit));
    }

    /// Whether it is one thing, with no choice to make.
    boolean isChoiceless() {
        return options.isEmpty() && group.isEmpty();
    }

    /// What sets it apart from siblings at its merchant: its look, and the amounts in its title, since a
    /// shop may tell a capacity there alone. An amount that is the choice of a fit, such as an inseam, does
    /// not.
    String variety() {
        List<Term> fits = new ArrayList<>();
        for (Named option : options) {
            if (!OptionPolicy.makesAnotherProduct(option)) {
                fits.addAll(TitleReader.read(option.value()));
            }
        }
        TreeSet<String> amounts = new TreeSet<>();
        for (Term term : terms) {
            if (term.kind() == Term.Kind.QUANTITY
                    && fits.stream().noneMatch(fit -> fit.isNumeric() && fit.sameValue(term))) {
                amounts.add(term.toString());
            }
        }
        return amounts.isEmpty() ? look : look + '|' + String.join("|", amounts);
    }

    boolean isSiblingOf(MatchProfile other) {
        return group.isPresent() && group.equals(other.group) && key.merchant().equals(other.key.merchant());
    }

    List<Term> title() {
        return terms.subList(0, titleTerms);
    }

    /// Whether the titles say the same in whatever order, and each thing as often.
    boolean hasSameTitle(MatchProfile other) {
        return titleDigest == other.titleDigest;
    }

    private static long digest(List<Term> terms) {
        return Fingerprint.of(
                "title", terms.stream().map(Term::toString).sorted().collect(Collectors.joining(" ")));
    }

    /// Whether the part of the title that names the thing has a term like this one.
    boolean isNamed(Term term) {
        for (int i = 0; i < headTerms; i++) {
            if (terms.get(i).equalsNearly(term)) {
                return true;
            }
        }
        return false;
    }

    /// Letters and digits only.
    static String folded(String words) {
        String text = TitleReader.folded(words);
        StringBuilder folded = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            if (Character.isLetterOrDigit(text.charAt(i))) {
                folded.append(text.charAt(i));
            }
        }
        return folded.toString();
    }
}
