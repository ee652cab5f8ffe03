package dev.aisle.catalog.answer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aisle.market.listing.Listing;
import dev.aisle.market.product.ProductId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SelectionTest {

    private static final ProductId BLACK = new ProductId("blackFr");
    private static final ProductId OAK = new ProductId("oakFram");

    private static final Selection FRAMES = new Selection(List.of(
            choice(BLACK, true, "Color", "Black Frame", "Size", "18\"x24\""),
            choice(OAK, false, "Color", "Oak Frame", "Size", "18\"x24\""),
            choice(OAK, true, "Color", "Oak Frame", "Size", "22\"x26\"")));

    @Test
    void theLastPreferenceIsRelaxedFirst() {
        List<Listing.Named> wanted = options("Color", "Black Frame", "Size", "22\"x26\"");

        assertThat(FRAMES.relax(wanted, List.of("Color", "Size"))).isEqualTo(options("Color", "Black Frame"));
        assertThat(FRAMES.relax(wanted, List.of("Size", "Color"))).isEqualTo(options("Size", "22\"x26\""));
    }

    @Test
    void withoutPreferencesTheLastSelectedIsRelaxedFirst() {
        assertThat(FRAMES.relax(options("Size", "22\"x26\"", "Color", "Black Frame"), List.of()))
                .isEqualTo(options("Size", "22\"x26\""));
    }

    @Test
    void whatCanBeMetIsNotRelaxed() {
        List<Listing.Named> wanted = options("Size", "22\"x26\"", "Color", "Oak Frame");

        assertThat(FRAMES.relax(wanted, List.of("Color"))).isEqualTo(wanted);
    }

    @Test
    void whatTheFamilyDoesNotKnowIsDropped() {
        assertThat(FRAMES.relax(options("Color", "Pink", "Material", "Wood", "Size", "18\"x24\""), List.of("Color")))
                .isEqualTo(options("Size", "18\"x24\""));
    }

    @Test
    void caseAndOuterSpacesDoNotMatterAndTheCatalogsSpellingIsAnswered() {
        assertThat(FRAMES.relax(options(" COLOR ", "oak frame "), List.of())).isEqualTo(options("Color", "Oak Frame"));
    }

    @Test
    void signalsAreRelativeToTheOtherSelections() {
        List<Detail.Option> options = FRAMES.options(options("Color", "Black Frame"));

        assertThat(options)
                .containsExactly(
                        new Detail.Option(
                                "Color",
                                List.of(value("Black Frame", true, true, BLACK), value("Oak Frame", true, true, OAK))),
                        new Detail.Option(
                                "Size",
                                List.of(
                                        value("18\"x24\"", true, true, BLACK),
                                        new Detail.Option.Value("22\"x26\"", false, false, Optional.empty()))));
    }

    @Test
    void aListingOutOfStockExistsAndIsNotAvailable() {
        assertThat(FRAMES.options(options("Size", "18\"x24\"")).getFirst().values())
                .contains(new Detail.Option.Value("Oak Frame", true, false, Optional.of(OAK.value())));
    }

    /// Random small families against the rules of the contract taken literally, one listing at a time.
    @Test
    void relaxationAndSignalsAreThoseOfTheContractInRandomFamilies() {
        long seed = Long.getLong("seed", 20_260_408L);
        Random random = new Random(seed);
        for (int round = 0;
                round < Integer.getInteger("rounds", Boolean.getBoolean("aisle.full") ? 1_000_000 : 20_000);
                round++) {
            Case asked = Case.random(random);
            Selection selection = new Selection(asked.family);

            List<Listing.Named> relaxed = selection.relax(asked.wanted, asked.preferences);

            assertThat(relaxed).as("seed %d round %d: %s", seed, round, asked).isEqualTo(asked.relaxedByTheBook());
            assertThat(selection.options(relaxed))
                    .as("seed %d round %d: %s", seed, round, asked)
                    .isEqualTo(asked.optionsByTheBook(relaxed));
        }
    }

    private record Case(List<Selection.Choice> family, List<Listing.Named> wanted, List<String> preferences) {

        private static final List<String> NAMES = List.of("Color", "Size", "Fit", "Length");

        static Case random(Random random) {
            int dimensions = random.nextInt(NAMES.size() + 1);
            int labels = 1 + random.nextInt(4);
            List<Selection.Choice> family = IntStream.range(0, 1 + random.nextInt(8))
                    .mapToObj(i -> new Selection.Choice(
                            new ProductId("product".substring(0, 6) + random.nextInt(4)),
                            NAMES.subList(0, dimensions).stream()
                                    .filter(name -> random.nextInt(8) > 0)
                                    .map(name -> new Listing.Named(name, label(random, labels)))
                                    .toList(),
                            random.nextInt(3) > 0))
                    .toList();
            List<String> names = new ArrayList<>(NAMES);
            Collections.shuffle(names, random);
            List<Listing.Named> wanted = names.stream()
                    .limit(random.nextInt(NAMES.size() + 1))
                    .map(name -> new Listing.Named(spelled(name, random), spelled(label(random, labels + 1), random)))
                    .toList();
            Collections.shuffle(names, random);
            return new Case(family, wanted, List.copyOf(names.subList(0, random.nextInt(NAMES.size() + 1))));
        }

        private static String label(Random random, int labels) {
            return "Label " + random.nextInt(labels);
        }

        private static String spelled(String word, Random random) {
            return switch (random.nextInt(4)) {
                case 0 -> word.toUpperCase(Locale.ROOT);
                case 1 -> "  " + word;
                default -> word;
            };
        }

        List<Listing.Named> relaxedByTheBook() {
            List<Listing.Named> left = new ArrayList<>();
            for (Listing.Named option : wanted) {
                family.stream()
                        .flatMap(listing -> listing.options().stream())
                        .filter(own -> same(own.name(), option.name()) && same(own.value(), option.value()))
                        .findFirst()
                        .ifPresent(left::add);
            }
            while (!left.isEmpty() && family.stream().noneMatch(listing -> hasAll(listing, left))) {
                Listing.Named dropped = left.getLast();
                for (String name : preferences.reversed()) {
                    Optional<Listing.Named> preferred =
                            left.stream().filter(it -> same(it.name(), name)).findFirst();
                    if (preferred.isPresent()) {
                        dropped = preferred.get();
                        break;
                    }
                }
                left.remove(dropped);
            }
            return left;
        }

        List<Detail.Option> optionsByTheBook(List<Listing.Named> selected) {
            Set<String> names = new LinkedHashSet<>();
            family.forEach(listing -> listing.options().forEach(option -> names.add(option.name())));
            List<Detail.Option> options = new ArrayList<>();
            for (String name : names) {
                Set<String> labels = new LinkedHashSet<>();
                family.forEach(listing -> listing.options().stream()
                        .filter(option -> option.name().equals(name))
                        .forEach(option -> labels.add(option.value())));
                options.add(new Detail.Option(
                        name,
                        labels.stream()
                                .map(label -> signals(name, label, selected))
                                .toList()));
            }
            return options;
        }

        private Detail.Option.Value signals(String name, String label, List<Listing.Named> selected) {
            List<Listing.Named> asked = new ArrayList<>(
                    selected.stream().filter(it -> !it.name().equals(name)).toList());
            asked.add(new Listing.Named(name, label));
            List<Selection.Choice> having =
                    family.stream().filter(listing -> hasAll(listing, asked)).toList();
            Optional<Selection.Choice> orderable =
                    having.stream().filter(Selection.Choice::orderable).findFirst();
            return new Detail.Option.Value(
                    label,
                    !having.isEmpty(),
                    orderable.isPresent(),
                    orderable
                            .or(() -> having.stream().findFirst())
                            .map(it -> it.product().value()));
        }

        private static boolean hasAll(Selection.Choice listing, List<Listing.Named> options) {
            return new HashSet<>(listing.options()).containsAll(options);
        }

        private static boolean same(String one, String other) {
            return one.strip().equalsIgnoreCase(other.strip());
        }
    }

    private static Detail.Option.Value value(String label, boolean exists, boolean available, ProductId product) {
        return new Detail.Option.Value(label, exists, available, Optional.of(product.value()));
    }

    private static Selection.Choice choice(ProductId product, boolean orderable, String... namesAndLabels) {
        return new Selection.Choice(product, options(namesAndLabels), orderable);
    }

    private static List<Listing.Named> options(String... namesAndLabels) {
        return IntStream.range(0, namesAndLabels.length / 2)
                .mapToObj(i -> new Listing.Named(namesAndLabels[2 * i], namesAndLabels[2 * i + 1]))
                .toList();
    }
}
