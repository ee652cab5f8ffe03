package dev.aisle.partner.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aisle.market.listing.Field;
import dev.aisle.market.listing.RawListing;
import dev.aisle.partner.credentials.Secret;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What every source promises, against a fake of its platform that keeps the platform's own rules and holds
/// [#THINGS] things.
public interface SourceContract {

    int THINGS = 250;
    int MOST_PARTS = 20;

    Source source();

    Access access(Secret secret);

    Secret goodSecret();

    Secret wrongSecret();

    /// Makes the platform behave badly for the next request.
    void misbehave(Fault fault);

    /// Changes the price of a thing, later than that.
    void changeAfter(Instant moment);

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

        assertThat(things.stream().map(Source.Thing::id)).hasSize(THINGS).doesNotHaveDuplicates();
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
        Instant later = Instant.parse("2026-11-20T00:00:00Z");
        assertThat(run(Optional.of(later))).isEmpty();

        changeAfter(later);

        assertThat(run(Optional.of(later))).hasSize(1);
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
                        later -> assertThat(later.pause()).hasSeconds(7));
        assertThat(run(Optional.empty())).hasSize(THINGS);
    }

    @Test
    default void aPlatformThatBreaksDownLosesNothing() {
        for (Fault fault : List.of(Fault.BREAKS_OFF, Fault.SPEAKS_NO_JSON, Fault.FAILS)) {
            misbehave(fault);

            assertThat(source().pull(access(goodSecret()), Optional.empty(), Optional.empty(), ignored -> {}))
                    .as(fault.name())
                    .isInstanceOf(Source.Pulled.Later.class);
        }
        assertThat(run(Optional.empty())).hasSize(THINGS);
    }

    private List<Source.Thing> run(Optional<Instant> since) {
        List<Source.Thing> things = new ArrayList<>();
        Optional<String> place = Optional.empty();
        for (int part = 0; part < MOST_PARTS; part++) {
            if (!(source().pull(access(goodSecret()), since, place, ignored -> {})
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
