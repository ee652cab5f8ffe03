package dev.aisle.partner.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aisle.market.listing.Field;
import dev.aisle.market.listing.RawListing;
import dev.aisle.partner.credentials.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What every source promises, against a simulator of its platform that keeps the platform's own rules.
public interface SourceContract {

    int MOST_PARTS = 20;

    /// How many things the platform holds.
    int things();

    Source source();

    Access access(Secret secret);

    Secret goodSecret();

    Secret wrongSecret();

    /// Makes the platform behave badly for the next request.
    void misbehave(Fault fault);

    /// A moment since which nothing changed.
    Instant sinceNothingChanged();

    /// Changes the price of a thing, now.
    void change();

    /// Whether the platform tells what changed, rather than everything each time.
    default boolean tellsChanges() {
        return true;
    }

    /// The kinds of bad behavior.
    enum Fault {
        ASKS_TO_WAIT,
        BREAKS_OFF,
        SPEAKS_NO_JSON,
        FAILS
    }

    @Test
    default void theRightCredentialsLetUsIn() {
        assertThat(source().check(access(goodSecret()))).isInstanceOf(Source.Checked.Good.class);
    }

    @Test
    default void wrongCredentialsSaySo() {
        assertThat(source().check(access(wrongSecret())))
                .isInstanceOfSatisfying(
                        Source.Checked.Bad.class, bad -> assertThat(bad.code()).isEqualTo("invalid_credentials"));
        assertThat(source().pull(access(wrongSecret()), Optional.empty(), Optional.empty(), ignored -> {}))
                .isInstanceOfSatisfying(
                        Source.Pulled.Lost.class,
                        lost -> assertThat(lost.code()).isEqualTo("invalid_credentials"));
    }

    @Test
    default void aFullRunReadsEverythingOnce() {
        List<Source.Thing> things = run(Optional.empty());

        assertThat(things.stream().map(Source.Thing::id)).hasSize(things()).doesNotHaveDuplicates();
        assertThat(things.stream().flatMap(it -> it.listings().stream())).allSatisfy(raw -> {
            assertThat(raw.first(Field.TITLE)).isPresent();
            assertThat(raw.first(Field.PRICE)).isPresent();
            assertThat(raw.first(Field.URL)).isPresent();
            assertThat(raw.platform()).isEqualTo(source().platform());
        });
    }

    @Test
    default void twoRunsSayTheSame() {
        List<RawListing> first = listings(run(Optional.empty()));
        List<RawListing> second = listings(run(Optional.empty()));

        assertThat(second).usingRecursiveComparison().ignoringFields("readAt").isEqualTo(first);
    }

    @Test
    default void whatDidNotChangeIsNotReadAgain() {
        int unchanged = tellsChanges() ? 0 : things();
        Instant before = sinceNothingChanged();
        List<RawListing> first = listings(run(Optional.empty()));
        assertThat(run(Optional.of(before))).hasSize(unchanged);

        change();

        List<Source.Thing> changed = run(Optional.of(before));
        assertThat(changed).hasSize(Math.max(1, unchanged));
        assertThat(listings(changed))
                .anySatisfy(listing -> assertThat(first).anySatisfy(it -> {
                    assertThat(it.item()).isEqualTo(listing.item());
                    assertThat(it.first(Field.PRICE)).isNotEqualTo(listing.first(Field.PRICE));
                }));
    }

    @Test
    default void aPlaceOfAnotherVersionDoesNotLoop() {
        assertThat(source().pull(access(goodSecret()), Optional.empty(), Optional.of("v9:{broken}"), ignored -> {}))
                .isInstanceOf(Source.Pulled.Part.class);
    }

    @Test
    default void aBusyPlatformIsAskedLater() {
        misbehave(Fault.ASKS_TO_WAIT);

        assertThat(source().pull(access(goodSecret()), Optional.empty(), Optional.empty(), ignored -> {}))
                .isInstanceOfSatisfying(
                        Source.Pulled.Later.class,
                        later -> assertThat(later.pause()).isGreaterThanOrEqualTo(Duration.ofSeconds(7)));
        assertThat(run(Optional.empty())).hasSize(things());
    }

    @Test
    default void aPlatformThatBreaksDownLosesNothing() {
        for (Fault fault : List.of(Fault.BREAKS_OFF, Fault.SPEAKS_NO_JSON, Fault.FAILS)) {
            misbehave(fault);

            assertThat(source().pull(access(goodSecret()), Optional.empty(), Optional.empty(), ignored -> {}))
                    .as(fault.name())
                    .isInstanceOf(Source.Pulled.Later.class);
        }
        assertThat(run(Optional.empty())).hasSize(things());
    }

    private List<Source.Thing> run(Optional<Instant> since) {
        List<Source.Thing> things = new ArrayList<>();
        Optional<String> place = Optional.empty();
        for (int part = 0; part < MOST_PARTS; part++) {
            if (!(source().pull(access(goodSecret()), since, place, things::addAll)
                    instanceof Source.Pulled.Part read)) {
                throw new AssertionError("the run broke off");
            }
            things.addAll(read.things());
            place = read.next();
            if (place.isEmpty()) {
                return things;
            }
        }
        throw new AssertionError("the run has no end");
    }

    private static List<RawListing> listings(List<Source.Thing> things) {
        return things.stream().flatMap(it -> it.listings().stream()).toList();
    }
}
