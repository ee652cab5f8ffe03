package dev.aisle.partner.source;

import dev.aisle.base.ids.SecretToken;
import dev.aisle.base.json.Json;
import dev.aisle.market.listing.RawListing;
import dev.aisle.market.merchant.Platform;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Reads one platform. Every call may be repeated, and is safe for many threads. Passes `SourceContract`.
public interface Source {

    /// Of a secret: what the platform signs its calls with, where that was agreed with this store.
    String SIGNS_WITH = "webhook_secret";

    Platform platform();

    /// Tries the credentials with a read.
    Checked check(Access access);

    /// How long a finished run is good for.
    default Duration betweenRuns() {
        return Duration.ofHours(1);
    }

    /// The next part of a run.
    ///
    /// @param since only what changed after that; everything where it is empty
    /// @param place where the part before ended; empty for the first
    /// @param out takes things of this part that would be too many to hold
    Pulled pull(Access access, Optional<Instant> since, Optional<String> place, Consumer<List<Thing>> out);

    /// Asks the platform to tell us of changes at that address; false where it will not, as for platforms that call
    /// nobody.
    default boolean listen(Access access, String address) {
        return false;
    }

    /// Judges a call of the platform by its signature, without asking anybody: none is genuine of a platform that
    /// calls nobody.
    default Judged receive(Access access, Call call) {
        return new Judged.Forged();
    }

    /// What a delivery says; it may ask the platform for more.
    ///
    /// @param call the delivery's
    default Told hear(Access access, Call call) {
        return new Told.Nothing();
    }

    /// What several deliveries say, each in its place: one by one as they are taken, or all together where a platform
    /// can be asked for many things at once.
    default Stream<Told> hear(Access access, List<Call> calls) {
        return calls.stream().map(call -> hear(access, call));
    }

    /// Tells the platform that we leave, as far as it can be told: a connection that only the platform itself can
    /// end needs nothing.
    ///
    /// @param address that it was asked to call us at
    default void leave(Access access, String address) {}

    /// What came of trying credentials.
    sealed interface Checked {

        /// They let us in.
        ///
        /// @param currency of the store, where it could be learned
        record Good(Optional<String> currency) implements Checked {

            /// They let us in, to a store with that currency.
            ///
            /// @param said ignored where it is none
            public static Good in(String said) {
                return new Good(Optional.of(said).filter(it -> it.matches("[A-Z]{3}")));
            }
        }

        /// Refused by the platform, or it could not be asked; a code of the contract's list.
        record Bad(String code, String message) implements Checked {}
    }

    /// What came of a pull.
    sealed interface Pulled {

        /// A part of the run.
        ///
        /// @param next absent at the end of the run
        /// @param message one sentence for the merchant
        /// @param rest to take before the next part, so that the platform's rate is kept
        /// @param badRows of this part of a file
        record Part(
                List<Thing> things,
                Optional<String> next,
                Optional<String> message,
                Duration rest,
                List<BadRow> badRows)
                implements Pulled {

            public Part {
                things = List.copyOf(things);
                badRows = List.copyOf(badRows);
            }

            public Part(List<Thing> things, Optional<String> next, Optional<String> message, Duration rest) {
                this(things, next, message, rest, List.of());
            }

            public Part(List<Thing> things, Optional<String> next, Duration rest) {
                this(things, next, Optional.empty(), rest);
            }

            public Part(List<Thing> things, Optional<String> next) {
                this(things, next, Optional.empty(), Duration.ZERO);
            }
        }

        /// Ask again then: the platform is busy, or out of reach for the moment.
        record Later(Duration pause, String code, String message) implements Pulled {

            /// The answer is no list at all.
            public static final Later NO_LIST =
                    new Later(Reply.LONG_WAIT, "platform_error", "The store sent no list. We try again later.");
        }

        /// The platform does not let us in any more.
        record Lost(String code, String message) implements Pulled {}
    }

    /// A thing of the platform under its own id, with all its listings; none where it is not shown any more.
    record Thing(String id, List<RawListing> listings) {

        public Thing {
            listings = List.copyOf(listings);
        }

        static Thing gone(String id) {
            return new Thing(id, List.of());
        }
    }

    /// A row of a file that is no listing. Rows of text are numbered as a spreadsheet shows them, the header being
    /// row 1; items of XML from 1; lines of JSON as they stand.
    record BadRow(long row, String reason) {}

    /// A call of the platform as it came in; header names in lower case.
    ///
    /// @param topic what the platform says it is about
    record Call(String topic, Map<String, String> headers, String body) {

        public Call {
            headers = Map.copyOf(headers);
        }

        public String header(String name) {
            return headers.getOrDefault(name, "");
        }

        /// The body; null in JSON where it is none.
        public JsonNode json() {
            try {
                return Json.tree(body);
            } catch (JacksonException notJson) {
                return Json.tree("null");
            }
        }
    }

    /// What came of judging a call.
    sealed interface Judged {

        /// Not the platform's.
        record Forged() implements Judged {}

        /// The platform's own.
        ///
        /// @param deliveries what it says, each to be heard for itself; none of a mere greeting
        record Genuine(List<Delivery> deliveries) implements Judged {

            public Genuine {
                deliveries = List.copyOf(deliveries);
            }
        }
    }

    /// One thing that a genuine call says.
    ///
    /// @param id the same for a repetition, another one for everything else
    /// @param call as much of the call as is about it, to be heard
    record Delivery(String id, Call call) {

        private static final String NONE = "without an id";

        /// A delivery that the platform names; one without a name is told apart by what it says.
        ///
        /// @param said the platform's own id; empty where it gave none
        public static Delivery of(String said, Call call) {
            String hash = HexFormat.of().formatHex(SecretToken.hash(call.topic() + "\n" + call.body()));
            return new Delivery((said.isEmpty() ? NONE : said) + "/" + hash, call);
        }
    }

    /// What a delivery told.
    sealed interface Told {

        /// Nothing of interest.
        record Nothing() implements Told {}

        /// Things as they are now, or that they are gone.
        record Changed(List<Thing> things) implements Told {

            public Changed {
                things = List.copyOf(things);
            }

            public Changed(Thing thing) {
                this(List.of(thing));
            }
        }

        /// Something is gone that it names by a name which is not kept here: only a whole run tells what.
        record Vanished() implements Told {}

        /// It cannot be read now; hear it again then.
        record NotNow(Duration pause) implements Told {}

        /// The platform ended the connection.
        record Left() implements Told {}
    }
}
